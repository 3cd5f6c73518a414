package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/uptrace/bun"
)

// groupFor bounds how long a commit waits for further writes that are queued already.
// While one commit is on its way to the disk the next writes gather, so that under load
// one fsync serves many of them, and alone a write waits for nobody.
const groupFor = 5 * time.Millisecond

// queueLength bounds the writes that wait; more wait in their callers.
const queueLength = 256

var errClosed = errors.New("the store is closed")

// commitQueue is the one writer of a SQLite file.
type commitQueue struct {
	db   *database
	jobs chan *commitJob
	quit chan struct{}
	done sync.WaitGroup
	stop sync.Once
}

type commitJob struct {
	ctx    context.Context
	fn     func(ctx context.Context, t *tx) error
	result chan error // holds one
}

func startCommitQueue(db *database) *commitQueue {
	q := &commitQueue{db: db, jobs: make(chan *commitJob, queueLength), quit: make(chan struct{})}
	q.done.Add(1)
	go q.run()
	return q
}

// do queues fn and waits until it is committed or has failed. Once it was begun it is
// waited for, whatever becomes of ctx: a caller must know whether its write is there.
func (q *commitQueue) do(ctx context.Context, fn func(ctx context.Context, t *tx) error) error {
	job := &commitJob{ctx: ctx, fn: fn, result: make(chan error, 1)}
	select {
	case <-q.quit:
		return errClosed
	default:
	}
	select {
	case q.jobs <- job:
	case <-ctx.Done():
		return ctx.Err()
	case <-q.quit:
		return errClosed
	}
	select {
	case err := <-job.result:
		return err
	case <-q.quit:
		q.done.Wait() // the writer answers what it had taken
		select {
		case err := <-job.result:
			return err
		default:
			return errClosed
		}
	}
}

func (q *commitQueue) run() {
	defer q.done.Done()
	for {
		select {
		case job := <-q.jobs:
			q.commit(job)
		case <-q.quit:
			for {
				select {
				case job := <-q.jobs:
					q.commit(job)
				default:
					return
				}
			}
		}
	}
}

// commit runs a job, and those that are queued behind it, in one transaction. A job that
// fails is rolled back alone.
func (q *commitQueue) commit(first *commitJob) {
	ctx := context.Background()
	until := time.Now().Add(groupFor)
	bt, err := q.db.writer.BeginTx(ctx, nil)
	if err != nil {
		first.result <- fmt.Errorf("begin: %w", err)
		return
	}
	var written []*commitJob
	for job := first; job != nil; job = q.next(until) {
		if err := q.runJob(ctx, bt, job); err != nil {
			job.result <- err
			if away(err) {
				break // a full or broken disk may have ended the transaction by itself
			}
			continue
		}
		written = append(written, job)
	}
	if err = bt.Commit(); err != nil {
		err = fmt.Errorf("commit: %w", err)
	}
	for _, job := range written {
		job.result <- err
	}
}

// next returns a job that is queued by now, nil where there is none or it is time to commit.
func (q *commitQueue) next(until time.Time) *commitJob {
	if !time.Now().Before(until) {
		return nil
	}
	select {
	case job := <-q.jobs:
		return job
	default:
		return nil
	}
}

// runJob runs one job in a savepoint of its own.
func (q *commitQueue) runJob(ctx context.Context, bt bun.Tx, job *commitJob) error {
	if err := job.ctx.Err(); err != nil {
		return err
	}
	return bt.RunInTx(ctx, nil, func(ctx context.Context, sp bun.Tx) error {
		now, err := q.db.now(ctx, sp)
		if err != nil {
			return err
		}
		return job.fn(ctx, &tx{IDB: sp, now: now})
	})
}

// close commits what is queued and ends the writer.
func (q *commitQueue) close() {
	q.stop.Do(func() { close(q.quit) })
	q.done.Wait()
}
