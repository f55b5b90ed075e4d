window.YTD.account.part0 = [
 {
  "account": {
   "email": "SECRET-ADDRESS@desk.example",
   "username": "nightdesk",
   "accountId": "42",
   "createdAt": "2016-03-31T19:56:34.100Z",
   "accountDisplayName": "The night desk"
  }
 }
]