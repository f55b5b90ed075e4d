window.YTD.tweets.part1 = [
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000007"
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
    "urls": [
     {
      "url": "https://t.co/cccc",
      "expanded_url": "https://x.com/town/status/1400000000000000009"
     }
    ]
   },
   "display_text_range": [
    "0",
    "28"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000007",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000007",
   "created_at": "Mon Jan 12 13:40:00 +0000 2026",
   "favorited": false,
   "full_text": "So sagt es https://t.co/cccc",
   "lang": "de"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000008"
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
    "68"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000008",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000008",
   "created_at": "Mon Jan 12 13:41:00 +0000 2026",
   "favorited": false,
   "full_text": "A long report of the night begins with the water … https://t.co/dddd",
   "lang": "und"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000009"
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
    "17"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000009",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000009",
   "created_at": "Mon Jan 12 13:42:00 +0000 2026",
   "favorited": false,
   "full_text": "https://t.co/eeee",
   "lang": "zxx",
   "extended_entities": {
    "media": [
     {
      "expanded_url": "https://twitter.com/nightdesk/status/1500000000000000009/video/1",
      "url": "https://t.co/eeee",
      "media_url_https": "https://pbs.twimg.com/media/Fthumb.jpg",
      "id_str": "9",
      "type": "video",
      "video_info": {
       "variants": [
        {
         "bitrate": "256000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/v/small.mp4?tag=12"
        },
        {
         "bitrate": "832000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/v/large.mp4?tag=12"
        },
        {
         "content_type": "application/x-mpegURL",
         "url": "https://video.twimg.com/v/list.m3u8"
        }
       ]
      }
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "full_text": "a post without an id"
  }
 }
];
