package reports

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
)

// squeeze makes text small: gzip, in base64. The page's script unpacks it.
func squeeze(text string) string {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a good one
	_, _ = z.Write([]byte(text))                          // a buffer takes everything
	_ = z.Close()
	return base64.StdEncoding.EncodeToString(b.Bytes())
}
