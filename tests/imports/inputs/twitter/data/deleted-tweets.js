window.YTD.deleted_tweets.part0 = [
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000010"
     ],
     "editableUntil": "2026-01-12T14:00:00.000Z",
     "editsRemaining": "5",
     "isEditEligible": false
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "14"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000010",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000010",
   "created_at": "Mon Jan 12 13:50:00 +0000 2026",
   "favorited": false,
   "full_text": "SECRET-DELETED",
   "lang": "en"
  }
 }
]