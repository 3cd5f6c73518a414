package storetest

import (
	"context"
	"errors"
	"fmt"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/store"
	"sync"
	"testing"
)

// atOnce runs n functions together and returns how many ended with each code, "" = no error.
func atOnce(n int, fn func(i int) error) map[samepage.Code]int {
	codes := map[samepage.Code]int{}
	var mu sync.Mutex
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-start
			code := samepage.CodeOf(fn(i))
			mu.Lock()
			defer mu.Unlock()
			codes[code]++
		})
	}
	close(start)
	all.Wait()
	return codes
}

func testChatRaces(t *testing.T, open Opener) {
	ctx := context.Background()
	s := open(t, store.Options{Clock: NewClock()})
	h := Build(t, s, "house")

	t.Run("A22 of two agents who accept at once one wins", func(t *testing.T) {
		for i := range 10 {
			c := h.Chat(t, s, samepage.ChatID(fmt.Sprintf("cht_%d", i)), samepage.VisitorID(fmt.Sprintf("vis_%d", i)))
			codes := atOnce(2, func(i int) error {
				_, err := s.Chats().Accept(ctx, h.Scope, c.ID, []org.Agent{h.Ana, h.Ben}[i])
				return err
			})
			if codes[""] != 1 || codes[samepage.CodeConflict] != 1 {
				t.Fatalf("accepting ended with %v", codes)
			}
		}
	})

	t.Run("A22 messages sent at once get all numbers, each once", func(t *testing.T) {
		c := h.Chat(t, s, "cht_busy", "vis_busy")
		const writers, each = 4, 10
		repeated := says("the same, sent over two connections")
		codes := atOnce(writers, func(int) error {
			for range each {
				if _, err := s.Chats().Send(ctx, h.Scope, c.ID, says("hello")); err != nil {
					return err
				}
			}
			_, err := s.Chats().Send(ctx, h.Scope, c.ID, repeated)
			return err
		})
		if codes[""] != writers {
			t.Fatalf("sending ended with %v", codes)
		}
		messages, err := s.Chats().After(ctx, h.Scope, c.ID, 0, 0)
		must(t, err)
		if len(messages) != 1+writers*each+1 {
			t.Fatalf("%d messages were stored", len(messages))
		}
		for i, m := range messages {
			if m.Number != int64(i)+1 {
				t.Fatalf("message %d has number %d", i+1, m.Number)
			}
		}
	})

	t.Run("A22 a chat opened in two tabs at once is one chat", func(t *testing.T) {
		ids := make([]samepage.ChatID, 4)
		codes := atOnce(len(ids), func(i int) error {
			c, err := s.Chats().Open(ctx, h.Scope, chat.New{
				ID: samepage.ChatID(fmt.Sprintf("cht_tab%d", i)), Site: h.Site.ID, Visitor: "vis_tabs",
			})
			ids[i] = c.ID
			return err
		})
		if codes[""] != len(ids) {
			t.Fatalf("opening ended with %v", codes)
		}
		for _, id := range ids {
			if id != ids[0] {
				t.Fatalf("opened %v", ids)
			}
		}
	})
}

func testSessionRaces(t *testing.T, open Opener) {
	ctx := context.Background()
	s := open(t, store.Options{Clock: NewClock()})
	h := Build(t, s, "house")
	end := func(t *testing.T, id samepage.SessionID) {
		lease, err := s.Sessions().Claim(ctx, h.Scope, id, "nod_one")
		must(t, err)
		_, err = s.Sessions().Apply(ctx, h.Scope, id, lease.Fence, session.Finish{By: session.Actor{End: session.ByAgent}})
		must(t, err)
	}

	t.Run("A3 of two invitations of one agent at once one wins", func(t *testing.T) {
		one, two := h.Chat(t, s, "cht_one", "vis_one"), h.Chat(t, s, "cht_two", "vis_two")
		for round := range 10 {
			id := func(i int) samepage.SessionID { return samepage.SessionID(fmt.Sprintf("ses_%d_%d", round, i)) }
			codes := atOnce(2, func(i int) error {
				_, err := s.Sessions().Invite(ctx, h.Scope, h.Invitation(id(i), []chat.Chat{one, two}[i], h.Ana))
				return err
			})
			if codes[""] != 1 || codes[samepage.CodeEngaged] != 1 {
				t.Fatalf("inviting ended with %v", codes)
			}
			open, err := s.Sessions().OfAgent(ctx, h.Scope, h.Ana.ID)
			must(t, err)
			if len(open) != 1 {
				t.Fatalf("%d sessions are open", len(open))
			}
			end(t, open[0].ID)
		}
	})

	t.Run("A3 of two invitations of one customer at once one wins", func(t *testing.T) {
		c := h.Chat(t, s, "cht_wanted", "vis_wanted")
		codes := atOnce(2, func(i int) error {
			n := h.Invitation(samepage.SessionID(fmt.Sprintf("ses_w%d", i)), c, []org.Agent{h.Ana, h.Ben}[i])
			_, err := s.Sessions().Invite(ctx, h.Scope, n)
			return err
		})
		if codes[""] != 1 || codes[samepage.CodeEngaged] != 1 {
			t.Fatalf("inviting ended with %v", codes)
		}
		won, err := s.Sessions().OfChat(ctx, h.Scope, c.ID)
		must(t, err)
		end(t, won.ID)
	})

	t.Run("S3 of many nodes that claim at once one owns", func(t *testing.T) {
		c := h.Chat(t, s, "cht_claimed", "vis_claimed")
		_, err := s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_claimed", c, h.Ana))
		must(t, err)
		owners := map[session.Fence]samepage.NodeID{}
		var mu sync.Mutex
		codes := atOnce(6, func(i int) error {
			lease, err := s.Sessions().Claim(ctx, h.Scope, "ses_claimed", samepage.NodeID(fmt.Sprintf("nod_%d", i)))
			mu.Lock()
			defer mu.Unlock()
			owners[lease.Fence] = lease.Node
			return err
		})
		if codes[""] != 6 || len(owners) != 1 || owners[1] == "" {
			t.Fatalf("claiming ended with %v, owners %v", codes, owners)
		}
	})

	t.Run("of many events at once every one is counted", func(t *testing.T) {
		lease, err := s.Sessions().Owner(ctx, h.Scope, "ses_claimed")
		must(t, err)
		before, err := s.Sessions().Session(ctx, h.Scope, "ses_claimed")
		must(t, err)
		codes := atOnce(8, func(i int) error {
			_, err := s.Sessions().Apply(ctx, h.Scope, "ses_claimed", lease.Fence,
				session.CustomerBack{Tab: samepage.TabID(fmt.Sprintf("tab_%d", i))})
			return err
		})
		after, err := s.Sessions().Session(ctx, h.Scope, "ses_claimed")
		must(t, err)
		if codes[""] != 8 || after.Version != before.Version+8 {
			t.Fatalf("events ended with %v, version %d after %d", codes, after.Version, before.Version)
		}
	})
}

func testTakeover(t *testing.T, open Opener) {
	ctx := context.Background()
	s := open(t, store.Options{Clock: NewClock()})
	h := Build(t, s, "house")
	_, old := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_old")

	t.Run("S3 once another node has claimed, not one write of the old owner arrives", func(t *testing.T) {
		const writers = 8 // so many that one of them always holds its lock: the takeover has to get its turn all the same
		var writing sync.WaitGroup
		begun := make(chan struct{}, writers)
		for w := range writers {
			writing.Go(func() {
				for i := 0; ; i++ {
					tab := samepage.TabID(fmt.Sprintf("tab_%d_%d", w, i))
					_, err := s.Sessions().Apply(ctx, h.Scope, "ses_one", old.Fence, session.CustomerBack{Tab: tab})
					if i == 0 {
						begun <- struct{}{}
					}
					if err != nil {
						wantStaleLater(t, err)
						return
					}
				}
			})
		}
		for range writers {
			<-begun
		}
		must(t, s.Sessions().Release(ctx, h.Scope, old))
		lease, err := s.Sessions().Claim(ctx, h.Scope, "ses_one", "nod_new")
		must(t, err)
		taken, err := s.Sessions().Session(ctx, h.Scope, "ses_one")
		must(t, err)
		writing.Wait()
		after, err := s.Sessions().Session(ctx, h.Scope, "ses_one")
		must(t, err)
		if lease.Node != "nod_new" || lease.Fence != old.Fence+1 || after.Version != taken.Version {
			t.Fatalf("lease %+v, version %d when taken over, %d later", lease, taken.Version, after.Version)
		}
	})
}

// wantStaleLater is wantStale for goroutines, which must not end the test.
func wantStaleLater(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, session.ErrFence) {
		t.Errorf("error is %v, want a stale fence", err)
	}
}
