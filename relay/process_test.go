package relay_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"samepage"
	"samepage/bus"
	"samepage/relay"
	"samepage/store"
	"samepage/store/storetest"
	"samepage/wire"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// nodeProcess is the variable that turns the test's own binary into a node of a cluster: the
// database and the route to join, parted by a blank.
const nodeProcess = "SAMEPAGE_TEST_NODE"

// joinSubject is answered by the node in the other process once the cluster carries messages.
const joinSubject = "test.process"

// runNode serves until its standard input ends.
func runNode(spec string) error {
	dsn, route, _ := strings.Cut(spec, " ")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err := store.Open(ctx, dsn, store.Options{})
	if err != nil {
		return err
	}
	b, err := bus.Open(bus.Config{Cluster: cluster(route)})
	if err != nil {
		return err
	}
	if _, err := b.Subscribe(joinSubject, func(m relay.Message) { _ = b.Publish(m.Reply, nil) }); err != nil {
		return err
	}
	r, err := relay.New(relay.Config{
		Node: samepage.NewNodeID(), Orgs: s, Chats: s.Chats(), Sessions: s.Sessions(),
		Bus: b, Clock: samepage.SystemClock{}, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return err
	}
	go func() { _ = r.Run(ctx) }()
	server := httptest.NewServer(sockets(r, new(sync.WaitGroup), func(err error) { fmt.Fprintln(os.Stderr, "accept:", err) }))
	fmt.Println("ws" + strings.TrimPrefix(server.URL, "http"))
	_, _ = bufio.NewReader(os.Stdin).ReadByte()
	return nil
}

// addProcess starts a node in a process of its own, joined to an in-process one.
func (w *world) addProcess(dsn string, peer *bus.Bus) (*node, *os.Process) {
	w.t.Helper()
	cmd := exec.Command(os.Args[0]) //nolint:gosec // this very test binary
	cmd.Env = append(os.Environ(), nodeProcess+"="+dsn+" "+peer.RouteURL())
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	must(w.t, err)
	out, err := cmd.StdoutPipe()
	must(w.t, err)
	must(w.t, cmd.Start())
	w.t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGCONT) // where a test failed while it slept
		_ = in.Close()
		if err := cmd.Wait(); err != nil {
			w.t.Errorf("the other process: %v", err)
		}
	})
	url, err := bufio.NewReader(out).ReadString('\n')
	must(w.t, err)
	eventually(w.t, "the process is in the cluster", func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_, err := peer.Request(ctx, joinSubject, nil)
		return err == nil
	})
	return &node{w: w, url: strings.TrimSpace(url)}, cmd.Process
}

// The same as a paused process of the operating system: it sleeps past its lease with frames in
// its sockets' buffers, another node takes over, and it wakes (DESIGN §8).
func TestOwner_ProcessStoppedAndWokenReachesNobody(t *testing.T) {
	dsn := storetest.PostgresDSN(t)
	w := worldOn(t, dsn, store.Options{})
	peer := openBus(t, cluster())
	awake := w.add(peer, nil)
	asleep, process := w.addProcess(dsn, peer)

	l := goLive(t, w, asleep, awake)
	viewer := awake.screen(w.house.Ana, l.session)
	l.key("before")
	viewer.expectPayload("before")

	halt(t, process)
	old := *l
	oldTab := *l.tab
	old.tab = &oldTab
	for i := range 20 {
		old.mirror(0, fmt.Sprint("said to the sleeping owner ", i))
	}
	l.tab.connect(awake)
	l.takeStart()
	if l.start.Fence <= old.start.Fence {
		t.Fatalf("the new owner has fence %d after %d", l.start.Fence, old.start.Fence)
	}
	l.key("after")
	viewer.showsUntil(t, "after", "before")

	must(t, process.Signal(syscall.SIGCONT))
	old.tab.expectClosed(wire.CloseElsewhere)
	l.mirror(0, "and on")
	viewer.showsUntil(t, "and on", "after")
}

// halt stops a process and waits until it stands: the signal alone lets it run a moment longer.
func halt(t *testing.T, p *os.Process) {
	t.Helper()
	must(t, p.Signal(syscall.SIGSTOP))
	var status syscall.WaitStatus
	_, err := syscall.Wait4(p.Pid, &status, syscall.WUNTRACED, nil)
	must(t, err)
	if !status.Stopped() {
		t.Fatalf("the process did not stop: %v", status)
	}
}

// showsUntil reads frames until one comes; of others, only those given may come before it.
func (s *screen) showsUntil(t *testing.T, want string, before ...string) {
	t.Helper()
	for {
		_, payload := s.frame()
		got := string(payload)
		if got == want {
			return
		}
		if !strings.Contains(strings.Join(before, "\n"), got) {
			t.Fatalf("the viewer shows %q", got)
		}
	}
}
