package recording_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

const canary = "CaNaRy7f3a91"

// exchange is an entry of a HAR, of a method, a URL and bodies, with what else there is merged into request and response.
func exchange(second int, method, url, sent, received, request, response string) string {
	merge := func(into map[string]any, text string) map[string]any {
		if text != "" {
			if err := json.Unmarshal([]byte(text), &into); err != nil {
				panic(err)
			}
		}
		return into
	}
	q := map[string]any{"method": method, "url": url}
	if sent != "" {
		q["postData"] = map[string]any{"mimeType": "application/json", "text": sent}
	}
	p := map[string]any{"status": 200, "content": map[string]any{"text": received}}
	text, err := json.Marshal(map[string]any{
		"startedDateTime": fmt.Sprintf("2026-02-03T10:%02d:%02d.000Z", second/60, second%60), "time": 100,
		"request": merge(q, request), "response": merge(p, response),
	})
	if err != nil {
		panic(err)
	}
	return string(text)
}

func har(entries ...string) []byte {
	return []byte(`{"log":{"version":"1.2","entries":[` + strings.Join(entries, ",") + `]}}`)
}

const (
	compute  = "http://cloud.example:8774/v2.1/"
	network  = "http://cloud.example:9696/v2.0/"
	storage  = "http://cloud.example:8776/v3/"
	identity = "http://cloud.example:5000/v3/"
	anImage  = "70a599e0-31e7-49b7-b260-868f441e862b"
	aServer  = "22c91117-08de-4894-9aa9-6ef382400985"
	aNetwork = "4b3a8f9e-1111-4f5e-8f52-6a04d2d4a001"
)

// No secret of a recording is in its feature, wherever the recording has it.
func TestSecrets(t *testing.T) {
	header := func(name, value string) string {
		return fmt.Sprintf(`{"headers":[{"name":%q,"value":%q}]}`, name, value)
	}
	cookie := fmt.Sprintf(`{"cookies":[{"name":"id","value":%q}]}`, canary)
	boot := func(more string) string {
		return exchange(1, "POST", compute+"servers", `{"server":{"name":"web","imageRef":"`+anImage+`","flavorRef":"1"`+more+`}}`, `{"server":{"id":"`+aServer+`","adminPass":"`+canary+`"}}`, "", "")
	}
	// again has the secret where nothing gives it away as one: it does where it was before.
	again := exchange(3, "POST", network+"networks", `{"network":{"name":"n","description":"see `+canary+`!"}}`, "", "", "") +
		"," + exchange(4, "GET", compute+"servers/"+canary, "", "", "", "") +
		"," + exchange(5, "GET", compute+"servers?name="+canary, "", "", "", "") +
		"," + exchange(6, "GET", compute+"servers?"+canary+"=1", "", "", "", "") +
		"," + exchange(7, "POST", network+"networks", `{"network":{"`+canary+`":1}}`, "", "", "") +
		"," + exchange(8, "POST", storage+"volumes", `{"volume":{"size":1,"availability_zone":"`+canary+`"}}`, `{"volume":{"id":"v"}}`, "", "") +
		"," + exchange(9, "POST", compute+"servers", `{"server":{"imageRef":"`+anImage+`","flavorRef":"1","metadata":{"a":"`+canary+`"},"availability_zone":"`+canary+`"}}`, `{"server":{"id":"s"}}`, "", "")
	get := func(request, response string) string {
		return exchange(2, "GET", compute+"servers/detail", "", "", request, response) + "," + again
	}
	for place, entries := range map[string]string{
		"X-Auth-Token":              get(header("X-Auth-Token", canary), ""),
		"a header in small letters": get(header("x-auth-token", canary), ""),
		"X-Service-Token":           get(header("X-Service-Token", canary), ""),
		"X-Subject-Token":           get("", header("X-Subject-Token", canary)),
		"Bearer":                    get(header("Authorization", "Bearer "+canary), ""),
		"Basic":                     get(header("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("me:"+canary))), ""),
		"Cookie":                    get(header("Cookie", "a=b; session="+canary), ""),
		"Set-Cookie":                get("", header("Set-Cookie", "session="+canary+"; Path=/v2.1; HttpOnly")),
		"cookies of the request":    get(cookie, ""),
		"cookies of the answer":     get("", cookie),
		"the query":                 exchange(2, "GET", compute+"servers/detail?auth_token="+canary, "", "", "", "") + "," + again,
		"a temporary URL":           exchange(2, "GET", "http://cloud.example:8080/v1/AUTH_"+strings.Repeat("a", 32)+"/c/o?temp_url_sig="+canary, "", "", "", "") + "," + again,
		"the URL's user":            exchange(2, "GET", "http://me:"+canary+"@cloud.example:8774/v2.1/servers/x", "", "", "", "") + "," + again,
		"a form":                    exchange(2, "POST", "http://dashboard.example/login", "", "", `{"postData":{"mimeType":"application/x-www-form-urlencoded","text":"user=me&password=`+canary+`"}}`, "") + "," + again,
		"parameters of a form":      exchange(2, "POST", "http://dashboard.example/login", "", "", `{"postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"password","value":"`+canary+`"}]}}`, "") + "," + again,
		"a login":                   exchange(2, "POST", identity+"auth/tokens", `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"me","password":"`+canary+`"}}}}}`, "", "", "") + "," + again,
		"a token in a login":        exchange(2, "POST", identity+"auth/tokens", `{"auth":{"identity":{"methods":["token"],"token":{"id":"`+canary+`"}}}}`, "", "", "") + "," + again,
		"an application credential": exchange(2, "POST", identity+"users/u/application_credentials", `{"application_credential":{"name":"a","secret":"`+canary+`"}}`, "", "", "") + "," + again,
		"what the cloud chose":      boot("") + "," + again,
		"a new password":            boot("") + "," + exchange(2, "POST", compute+"servers/"+aServer+"/action", `{"changePassword":{"adminPass":"`+canary+`"}}`, "", "", ""),
		"user data":                 boot(`,"user_data":"` + canary + `"`),
		"a file of a server":        boot(`,"personality":[{"path":"/etc/x","contents":"` + canary + `"}]`),
		"metadata":                  boot(`,"metadata":{"db_password":"` + canary + `"}`),
		"metadata without a name":   boot(`,"metadata":{"note":"password: ` + canary + `"}`),
		"a description":             exchange(2, "POST", network+"networks", `{"network":{"name":"n","description":"password=`+canary+`"}}`, "", "", ""),
		"a user":                    exchange(2, "POST", identity+"users", `{"user":{"name":"n","password":"`+canary+`"}}`, `{"user":{"id":"u","password":"`+canary+`"}}`, "", "") + "," + again,
		"a list":                    exchange(2, "POST", identity+"users", `{"user":{"name":"n","recovery-tokens":["`+canary+`"]}}`, "", "", "") + "," + again,
		"a small password":          exchange(2, "POST", identity+"users", `{"user":{"name":"n","password":"CaNa"}}`, "", "", ""),
		"a number":                  exchange(2, "POST", identity+"users", `{"user":{"name":"n","passcode":77345112}}`, "", "", ""),
		"an address in a body":      exchange(2, "POST", network+"things", `{"thing":{"uri":"https://me:`+canary+`@example.com/x"}}`, "", "", ""),
		"JSON in JSON":              exchange(2, "POST", network+"things", `{"thing":{"text":"{\"password\": \"`+canary+`\"}"}}`, "", "", ""),
		"a private key":             exchange(2, "POST", network+"things", `{"thing":{"pem":"-----BEGIN RSA PRIVATE KEY-----`+canary+`"}}`, "", "", ""),
		"the name of an image":      exchange(1, "GET", "http://cloud.example:9292/v2/images/"+anImage, "", `{"id":"`+anImage+`","name":"`+canary+`"}`, header("X-Auth-Token", canary), "") + "," + again,
	} {
		t.Run(place, func(t *testing.T) {
			_, feature := compose(t, place+".har", har(entries, exchange(20, "GET", compute+"servers/detail", "", "", "", "")))
			if low := strings.ToLower(feature); strings.Contains(low, strings.ToLower(canary)) || strings.Contains(low, "77345112") || strings.Contains(feature, "CaNa\"") {
				t.Errorf("the feature has the secret:\n%s", feature)
			}
			if !strings.Contains(feature, "lists servers") {
				t.Errorf("the feature has nothing but the secret to hide:\n%s", feature)
			}
		})
	}
}
