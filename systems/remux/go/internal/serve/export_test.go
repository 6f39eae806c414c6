package serve

// RoomWithin is what the tests see of how descriptors are shared out.
var RoomWithin = roomWithin
