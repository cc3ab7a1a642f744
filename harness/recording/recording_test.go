package recording_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacenote/pacenote/harness/recording"
)

// Recordings become the features that are kept beside them.
func TestGolden(t *testing.T) {
	for _, name := range []string{"session.har", "session.log"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		_, got := compose(t, name, text)
		golden := filepath.Join("testdata", name+".feature")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (go test ./harness/recording -update, if that is right):\n%s", name, diff)
		}
	}
}

// What is done to the calls of a recording, one judgement a case: the sentences, or a line of the comment.
func TestJudgement(t *testing.T) {
	boot := exchange(1, "POST", compute+"servers", `{"server":{"name":"web","imageRef":"`+anImage+`","flavorRef":"1"}}`, `{"server":{"id":"`+aServer+`"}}`, "", "")
	booted := `boots a server "server 1"; flavor=1; image=` + anImage + "\n"
	server := compute + "servers/" + aServer
	status := func(second int, status string) string {
		return exchange(second, "GET", server, "", `{"server":{"id":"`+aServer+`","status":"`+status+`"}}`, "", "")
	}
	makes := exchange(1, "POST", network+"networks", `{"network":{"name":"front"}}`, `{"network":{"id":"`+aNetwork+`","status":"BUILD"}}`, "", "")
	made := `makes something by an API "network 1"; service=network; path=networks; body={"network":{"name":"{name}"}}` + "\n"
	for _, tt := range []struct {
		name    string
		entries []string
		want    string // sentences
		comment string // that the feature has
	}{
		{"polling is no sentence, looking later is", []string{boot, status(2, "BUILD"), status(3, "ACTIVE"), status(9, "ACTIVE")}, booted + "pauses; for=5.9s\nshows \"server 1\"\n", "2  polling"},
		{"a server in ERROR is not waited for any longer", []string{boot, status(2, "ERROR"), exchange(3, "DELETE", server, "", "", "", `{"status":204}`)}, booted + "pauses; for=900ms\ndeletes \"server 1\"\n", "1  polling"},
		{"a thought is a pause", []string{boot, exchange(5, "POST", server+"/action", `{"os-stop":null}`, "", "", "")}, booted + "pauses; for=3.9s\nstops \"server 1\"\n", "the pauses take 3.9s"},
		{"calls are in the order in which they began", []string{exchange(2, "POST", server+"/action", `{"lock":null}`, "", "", ""), boot}, booted + "pauses; for=900ms\nlocks \"server 1\"\n", ""},
		{"nothing waits for what no sentence says, but a pause", []string{makes, exchange(2, "GET", network+"networks/"+aNetwork, "", `{"network":{"id":"`+aNetwork+`","status":"BUILD"}}`, "", ""),
			exchange(4, "GET", network+"networks/"+aNetwork, "", `{"network":{"id":"`+aNetwork+`","status":"ACTIVE"}}`, "", ""), exchange(5, "DELETE", network+"networks/"+aNetwork, "", "", "", "")},
			made + "pauses; for=3.9s\ncalls an API; service=network; path=networks/{network 1}; method=DELETE\n", "2  calls as they were"},
		{"many servers at once have no sentence", []string{exchange(1, "POST", compute+"servers", `{"server":{"name":"web","imageRef":"`+anImage+`","flavorRef":"1","min_count":2}}`, `{"server":{"id":"`+aServer+`"}}`, "", "")},
			`makes something by an API "server 1"; service=compute; path=servers; body={"server":{"flavorRef":"1","imageRef":"` + anImage + `","min_count":2,"name":"{name}"}}` + "\n", "imageRef " + anImage},
		{"a resize that is not confirmed at once is two calls", []string{boot, exchange(2, "POST", server+"/action", `{"resize":{"flavorRef":"2"}}`, "", "", ""), exchange(3, "GET", compute+"servers/detail", "", "", "", ""),
			exchange(4, "POST", server+"/action", `{"lock":null}`, "", "", "")},
			booted + "pauses; for=900ms\ncalls an API; service=compute; path=servers/{server 1}/action; method=POST; body={\"resize\":{\"flavorRef\":\"2\"}}\npauses; for=900ms\nlists servers\npauses; for=900ms\nlocks \"server 1\"\n", ""},
		{"a list with a filter is as it was", []string{exchange(1, "GET", compute+"servers/detail?status=ACTIVE&limit=5", "", "", "", "")}, "calls an API; service=compute; path=servers/detail?limit=5&status=ACTIVE\n", ""},
		{"what was there is not deleted", []string{boot, exchange(2, "DELETE", compute+"servers/"+anImage, "", "", "", "")}, booted, "1  deletions of what was there"},
		{"what was there has to be there", []string{exchange(1, "POST", compute+"servers/"+aServer+"/action", `{"os-stop":null}`, "", "", "")}, "calls an API; service=compute; path=servers/" + aServer + "/action; method=POST; body={\"os-stop\":null}\n", "#   servers " + aServer},
		{"what is gone is not asked for", []string{boot, exchange(2, "DELETE", server, "", "", "", ""), exchange(3, "GET", server+"/ips", "", "", "", "")}, booted + "pauses; for=900ms\ndeletes \"server 1\"\n", "1  calls about what is gone"},
		{"a failure is not repeated", []string{boot, exchange(2, "POST", server+"/action", `{"os-stop":null}`, "", "", `{"status":409}`), exchange(3, "POST", server+"/action", `{"lock":null}`, "", "", `{"status":0}`)}, booted, "2  calls that failed"},
		{"an upload has no data", []string{boot, exchange(2, "PUT", "http://cloud.example:9292/v2/images/"+anImage+"/file", "", "", `{"bodySize":4096}`, "")}, booted, "1  calls whose body is no JSON"},
		{"a WebSocket is none of the services'", []string{boot, exchange(2, "GET", "wss://cloud.example:8774/v2.1/x", "", "", "", `{"status":101}`)}, booted, "1  WebSockets"},
		{"what is elsewhere is not of the cloud", []string{boot, exchange(2, "GET", "https://example.com/", "", "", "", "")}, booted, "1  calls to hosts"},
		{"objects are in headers", []string{boot, exchange(2, "PUT", "http://cloud.example:8080/v1/AUTH_"+strings.Repeat("a", 32)+"/box", "", "", "", "")}, booted, "1  changes of objects"},
		{"braces stand for ids", []string{boot, exchange(2, "POST", network+"networks", `{"network":{"description":"{web}"}}`, "", "", "")}, booted, "1  calls with a text in braces"},
		{"calls at the same time come one after another", []string{boot, exchange(1, "GET", compute+"servers", "", "", "", "")}, booted + "calls an API; service=compute; path=servers\n", "1  calls that began before"},
		{"a search by a name finds nothing", []string{boot, exchange(1, "GET", compute+"servers?name=web", "", "", "", "")}, booted + "calls an API; service=compute; path=servers?name=web\n", "1  searches by a name"},
		{"what a name is used for, an id is", []string{exchange(1, "POST", network+"security-groups", `{"security_group":{"name":"sg"}}`, `{"security_group":{"id":"`+aNetwork+`"}}`, "", ""),
			exchange(1, "POST", compute+"servers", `{"server":{"name":"web","imageRef":"http://x/images/`+anImage+`","flavorRef":"1","security_groups":[{"name":"sg"}]}}`, `{"server":{"id":"`+aServer+`"}}`, "", "")},
			`makes something by an API "security-group 1"; service=network; path=security-groups; body={"security_group":{"name":"{name}"}}` + "\n" + strings.TrimSpace(booted) + `; boot_server_kwargs={"security_groups":[{"name":"{security-group 1}"}]}` + "\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, feature := compose(t, "some.har", har(tt.entries...))
			if diff := cmp.Diff(tt.want, lines(f)); diff != "" {
				t.Error(diff)
			}
			if !strings.Contains(feature, tt.comment) {
				t.Errorf("want %q in\n%s", tt.comment, feature)
			}
		})
	}
}

// What is no recording is refused in words that name the place, and show nothing of it.
func TestRefused(t *testing.T) {
	const good = `{"startedDateTime":"2026-02-03T10:00:00Z","request":{"method":"GET","url":"http://c:8774/v2.1/servers"},"response":{"status":200}}`
	for _, tt := range []struct{ text, want string }{
		{"", "x.har: expected JSON: wrong at byte 0"},
		{"{", "x.har: expected JSON: wrong at byte 1"},
		{"\x00\xff", "x.har: expected JSON: wrong at byte 1"},
		{"{\n}", "x.har: expected a HAR, which has log.entries"},
		{`{"log":{}}`, "x.har: expected a HAR, which has log.entries"},
		{`{"log":{"entries":[]}}`, "x.har has no calls"},
		{`{"log":{"entries":7}}`, "x.har: field log.entries: expected a list"},
		{`{"log":{"entries":[` + good + `,{}]}}`, "entry 2 of x.har: expected a request"},
		{`{"log":{"entries":[` + strings.Replace(good, `"GET"`, `"G T secret"`, 1) + `]}}`, "entry 1 of x.har: expected a method such as GET"},
		{`{"log":{"entries":[` + strings.Replace(good, `"GET"`, `["secret"]`, 1) + `]}}`, "entry 1 of x.har: field request.method: expected a text"},
		{`{"log":{"entries":[` + strings.Replace(good, `http://c`, `secret %zz`, 1) + `]}}`, "entry 1 of x.har: expected a URL such as https://"},
		{`{"log":{"entries":[` + strings.Replace(good, `2026-02-03`, `secret`, 1) + `]}}`, "entry 1 of x.har: expected when it began, such as 2026-"},
		{`{"log":{"entries":[` + strings.Replace(good, `"response":{`, `"response":{"content":{"text":"secret","encoding":"base64"},`, 1) + `]}}`, "entry 1 of x.har: response.content: expected base64"},
		{`{"method":"GET","url":"http://c:8774/v2.1/servers","started":"2026-02-03T10:00:00Z"}` + "\n" + `{"method":"secret!"}`, "line 2 of x.har: expected a method"},
		{`{"method":"GET","url":"http://c:8774/v2.1/servers","started":"2026-02-03T10:00:00Z"}` + "\n\nsecret", "line 3 of x.har: expected JSON: wrong at byte 1"},
		{`{"log":{"entries":[` + strings.Replace(good, `c:8774`, `secret.example`, 1) + `]}}`, "x.har: nothing is left of its calls (calls to hosts that are no service of the cloud: 1)"},
	} {
		calls, err := recording.Read("x.har", strings.NewReader(tt.text))
		if err == nil {
			_, err = recording.Compose(calls, recording.Options{Name: "x.har"})
		}
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%.60q: %v; want %s", tt.text, err, tt.want)
		}
	}
}
