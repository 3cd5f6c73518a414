package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// server is the program under measurement, a process of its own.
type server struct {
	command *exec.Cmd
	port    string
	drained chan struct{} // closed when the program's output has ended
}

// startWithin is how long the program may take to say where it serves.
const startWithin = 60 * time.Second

var servesAt = regexp.MustCompile(`http://\S+`)

// startServer starts the program on a free port. It ends with stop, or with ctx.
func startServer(ctx context.Context, binary, folder string) (*server, error) {
	binary, err := filepath.Abs(binary)
	if err != nil {
		return nil, err
	}
	s := &server{drained: make(chan struct{})}
	s.command = exec.CommandContext(ctx, binary, "serve", "--listen", "localhost:0", "--data", folder, "--log-level", "error")
	s.command.Stderr = os.Stderr
	out, err := s.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	lines := make(chan string, 1)
	go s.read(out, lines)
	select {
	case line := <-lines:
		address, err := url.Parse(servesAt.FindString(line))
		if err != nil || address.Port() == "" {
			return nil, errors.Join(fmt.Errorf("no address in %q", line), s.stop())
		}
		s.port = address.Port()
		return s, nil
	case <-s.drained:
		return nil, errors.Join(errors.New("the program ended at once"), s.stop())
	case <-time.After(startWithin):
		return nil, errors.Join(errors.New("the program does not say where it serves"), s.stop())
	}
}

// read hands over the first line and reads on, so that the program is never held up.
func (s *server) read(out io.Reader, lines chan<- string) {
	defer close(s.drained)
	text := bufio.NewScanner(out)
	if text.Scan() {
		lines <- text.Text()
	}
	for text.Scan() {
	}
}

// stop ends the program in good order and waits for it.
func (s *server) stop() error {
	if err := s.command.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop the server: %w", err)
	}
	<-s.drained
	var exit *exec.ExitError
	if err := s.command.Wait(); err != nil && !errors.As(err, &exit) {
		return fmt.Errorf("wait for the server: %w", err)
	}
	return nil
}

// usage is what the program has taken so far.
type usage struct {
	resident int64         // bytes of memory now
	cpu      time.Duration // of all cores
}

// clockTicks a second is what Linux counts processor time in, on every machine that Go runs on.
const clockTicks = 100

// Places in /proc/PID/stat, counted from the field after the program's name (proc(5)).
const (
	statUser   = 11
	statSystem = 12
)

// usage reads /proc; it knows Linux only.
func (s *server) usage() (usage, error) {
	folder := fmt.Sprintf("/proc/%d/", s.command.Process.Pid)
	status, err := os.ReadFile(folder + "statm")
	if err != nil {
		return usage{}, err
	}
	stat, err := os.ReadFile(folder + "stat")
	if err != nil {
		return usage{}, err
	}
	// The name stands in brackets and may hold spaces.
	_, after, _ := strings.Cut(string(stat), ") ")
	pages, times := strings.Fields(string(status)), strings.Fields(after)
	if len(pages) < 2 || len(times) <= statSystem {
		return usage{}, errors.New("/proc is not as proc(5) says")
	}
	resident, err1 := strconv.ParseInt(pages[1], 10, 64)
	user, err2 := strconv.ParseInt(times[statUser], 10, 64)
	system, err3 := strconv.ParseInt(times[statSystem], 10, 64)
	if err := errors.Join(err1, err2, err3); err != nil {
		return usage{}, err
	}
	return usage{
		resident: resident * int64(os.Getpagesize()),
		cpu:      time.Duration(user+system) * time.Second / clockTicks,
	}, nil
}
