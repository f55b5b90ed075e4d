window.YTD.profile.part0 = [
 {
  "profile": {
   "description": {
    "bio": "What the water does.",
    "website": "",
    "location": ""
   },
   "avatarMediaUrl": ""
  }
 }
]