package cloud

import "sync/atomic"

// Stats are counts since a cloud was opened, of all its users together and of calls that nobody observed too.
type Stats struct {
	Dials     int64 // connections made; 0 with a Transport that is not the cloud's own
	Reused    int64 // requests that went over a connection that had served another
	Requests  int64 // HTTP requests sent, the repeated ones included
	Failed    int64 // requests without a reply
	Throttled int64 // replies that asked to come back later: 429 and 503
	Retries   int64 // requests that were a repetition, as Call.Attempt counts them
	Tokens    int64 // tokens asked for with NewToken
	Logins    int64 // first tokens of a session
	Renewals  int64 // later tokens of a session
	BytesOut  int64 // of request bodies
	BytesIn   int64 // of reply bodies
}

type counters struct {
	dials, reused, requests, failed, throttled, retries, tokens, logins, renewals, bytesOut, bytesIn atomic.Int64
}

func (c *counters) read() Stats {
	return Stats{
		Dials: c.dials.Load(), Reused: c.reused.Load(), Requests: c.requests.Load(), Failed: c.failed.Load(),
		Throttled: c.throttled.Load(), Retries: c.retries.Load(), Tokens: c.tokens.Load(), Logins: c.logins.Load(), Renewals: c.renewals.Load(),
		BytesOut: c.bytesOut.Load(), BytesIn: c.bytesIn.Load(),
	}
}
