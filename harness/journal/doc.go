// Package journal keeps what a run is about to make in a cloud, so that it can be found after whatever became of the run.
//
// A journal is a file of JSON lines in the run's own folder. Its first line says which run, on which cloud, and under which
// mark; then comes a line before every request that may make something, and in the end one that says that all is gone:
//
//	{"journal":1,"run":"1a2b3c4d","mark":"pacenote-1a2b3c4d-","cloud":"staging","auth_url":"https://…","started":"…"}
//	{"creating":{"service":"compute","method":"POST","path":"/servers","names":["pacenote-1a2b3c4d-i1-7-1"],"project":"…"}}
//	{"gone":"2026-11-23T06:00:00Z"}
//
// A line is written with one system call before its request is sent. So it survives the end of the process, whatever ends
// it; a machine that loses its power may lose the last lines, and what they told of is found by its mark. The file is
// locked while its run lives, so that nobody takes a run that goes on for one that died. It holds no secret.
package journal
