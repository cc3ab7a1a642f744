-- +goose Up
CREATE TABLE run (
	id         TEXT PRIMARY KEY,
	mark       TEXT NOT NULL,     -- the result's id, which a rehearsal that is done again has again
	session    TEXT NOT NULL,     -- of one process
	name       TEXT NOT NULL,
	began      BIGINT NOT NULL,   -- microseconds since 1970
	took       BIGINT NOT NULL,   -- nanoseconds, as all durations
	verdict    TEXT NOT NULL,     -- '' before the end
	expected   SMALLINT NOT NULL,
	rehearsal  SMALLINT NOT NULL,
	cloud      TEXT NOT NULL,
	region     TEXT NOT NULL,
	version    TEXT NOT NULL,
	revision   TEXT NOT NULL,
	scenario   TEXT NOT NULL,
	load       TEXT NOT NULL,
	iterations BIGINT NOT NULL,
	failed     BIGINT NOT NULL,
	p95        BIGINT NOT NULL,
	host       TEXT NOT NULL,     -- the process that it is of, as the next two
	pid        BIGINT NOT NULL,
	born       TEXT NOT NULL,
	beat       BIGINT NOT NULL    -- when it was last alive, as began
);
CREATE INDEX run_began ON run (began);
CREATE INDEX run_mark ON run (mark);

CREATE TABLE result (
	run   TEXT PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
	image BYTEA NOT NULL          -- the whole result: JSON, zstd
);

CREATE TABLE segment (
	run        TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	worker     TEXT NOT NULL,
	n          BIGINT NOT NULL,
	iterations BIGINT NOT NULL,
	actions    BIGINT NOT NULL,
	calls      BIGINT NOT NULL,
	iteration_rows BYTEA NOT NULL, -- Parquet files
	action_rows    BYTEA NOT NULL,
	call_rows      BYTEA NOT NULL,
	PRIMARY KEY (run, worker, n)
);

CREATE TABLE summary (
	run       TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	workload  TEXT NOT NULL,
	part      TEXT NOT NULL,
	series    TEXT NOT NULL,
	succeeded BIGINT NOT NULL,
	failed    BIGINT NOT NULL,
	aborted   BIGINT NOT NULL,
	mean      BIGINT NOT NULL,
	deviation BIGINT NOT NULL,
	p50       BIGINT NOT NULL,
	p90       BIGINT NOT NULL,
	p95       BIGINT NOT NULL,
	p99       BIGINT NOT NULL,
	p99_9     BIGINT NOT NULL,
	slowest   BIGINT NOT NULL,
	PRIMARY KEY (run, workload, part, series)
);

CREATE TABLE tag (
	run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	tag TEXT NOT NULL,
	PRIMARY KEY (run, tag)
);

-- +goose Down
DROP TABLE tag;
DROP TABLE summary;
DROP TABLE segment;
DROP TABLE result;
DROP TABLE run;
