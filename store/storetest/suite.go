package storetest

import "testing"

// Run holds a store to all that its interfaces promise.
func Run(t *testing.T, open Opener) {
	for _, part := range []struct {
		name string
		run  func(*testing.T, Opener)
	}{
		{"Orgs", testOrgs},
		{"People", testPeople},
		{"SignIn", testSignIn},
		{"Door", testDoor},
		{"Tokens", testTokens},
		{"Handovers", testHandovers},
		{"Watches", testWatches},
		{"Tidy", testTidy},
		{"Chats", testChats},
		{"ChatRaces", testChatRaces},
		{"Sessions", testSessions},
		{"SessionRaces", testSessionRaces},
		{"Comings", testComings},
		{"Codes", testCodes},
		{"Owners", testOwners},
		{"Takeover", testTakeover},
		{"Journal", testJournal},
		{"Reports", testReports},
		{"Boundary", testBoundary},
		{"Hostile", testHostile},
	} {
		t.Run(part.name, func(t *testing.T) {
			t.Parallel()
			part.run(t, open)
		})
	}
}
