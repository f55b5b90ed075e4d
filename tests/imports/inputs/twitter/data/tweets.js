window.YTD.tweets.part0 = [
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000001"
     ],
     "editableUntil": "2026-01-12T14:00:00.000Z",
     "editsRemaining": "5",
     "isEditEligible": false
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
   "entities": {
    "hashtags": [
     {
      "text": "HighWater",
      "indices": [
       "28",
       "38"
      ]
     }
    ],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/aaaa",
      "expanded_url": "https://town.example/roads?a=1&b=2",
      "display_url": "town.example/roads"
     }
    ]
   },
   "display_text_range": [
    "0",
    "57"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000001",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000001",
   "created_at": "Mon Jan 12 13:30:05 +0000 2026",
   "favorited": false,
   "full_text": "Bridges &amp; quays are shut #HighWater https://t.co/aaaa",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000002"
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
    "30"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000002",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000002",
   "created_at": "Mon Jan 12 13:31:00 +0000 2026",
   "favorited": false,
   "full_text": "The quay now https://t.co/bbbb",
   "lang": "en",
   "in_reply_to_status_id_str": "1500000000000000001",
   "in_reply_to_screen_name": "nightdesk",
   "in_reply_to_user_id_str": "42",
   "possibly_sensitive": true,
   "extended_entities": {
    "media": [
     {
      "expanded_url": "https://twitter.com/nightdesk/status/1500000000000000002/photo/1",
      "url": "https://t.co/bbbb",
      "media_url_https": "https://pbs.twimg.com/media/Fquay.png",
      "id_str": "9",
      "type": "photo"
     },
     {
      "expanded_url": "https://twitter.com/nightdesk/status/1500000000000000002/photo/1",
      "url": "https://t.co/bbbb",
      "media_url_https": "https://pbs.twimg.com/media/Fgone.jpg",
      "id_str": "9",
      "type": "photo"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000003"
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
    "26"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000003",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000003",
   "created_at": "Mon Jan 12 13:32:00 +0000 2026",
   "favorited": false,
   "full_text": "RT @town: SECRET-OF-OTHERS",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000004"
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
    "18"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000004",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000004",
   "created_at": "Mon Jan 12 13:33:00 +0000 2026",
   "favorited": false,
   "full_text": "@reader Yes, both.",
   "lang": "en",
   "in_reply_to_status_id_str": "1400000000000000001",
   "in_reply_to_screen_name": "reader",
   "in_reply_to_user_id_str": "7"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000005",
      "1500000000000000006"
     ],
     "editsRemaining": "4"
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
    "11"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000005",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000005",
   "created_at": "Mon Jan 12 13:34:00 +0000 2026",
   "favorited": false,
   "full_text": "Levle 4.2 m",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "edit": {
     "initialTweetId": "1500000000000000005",
     "editControlInitial": {
      "editTweetIds": [
       "1500000000000000005",
       "1500000000000000006"
      ],
      "editsRemaining": "4"
     }
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
    "11"
   ],
   "favorite_count": "1",
   "id_str": "1500000000000000006",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000006",
   "created_at": "Mon Jan 12 13:36:00 +0000 2026",
   "favorited": false,
   "full_text": "Level 4.2 m",
   "lang": "en"
  }
 }
]