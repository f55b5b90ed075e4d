window.YTD.note_tweet.part0 = [
 {
  "noteTweet": {
   "noteTweetId": "5",
   "createdAt": "2026-01-12T13:41:00.000Z",
   "lifecycle": {
    "value": "Permanent"
   },
   "core": {
    "text": "A long report of the night begins with the water and ends at dawn: https://t.co/ffff",
    "urls": [
     {
      "shortUrl": "https://t.co/ffff",
      "expandedUrl": "https://town.example/dawn"
     }
    ],
    "mentions": [],
    "hashtags": []
   }
  }
 },
 {
  "noteTweet": {
   "noteTweetId": "6",
   "createdAt": "2026-01-12T13:41:00.000Z",
   "core": {
    "text": "Another text of the same second"
   }
  }
 }
]