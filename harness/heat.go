package harness

import (
	"math"
	"time"
)

// How many rows of durations a timeline has: the square root of its successes, within bounds.
const (
	fewestHeat = 8
	mostHeat   = 24
)

// heat counts the successes of each part by how long they took: in rows that grow by the same factor, none of them finer
// than what a sketch tells apart. It returns the least duration of each row.
func heat(list []cell, out []Bucket) (rows []time.Duration) {
	var all Distribution
	for i := range list {
		if s := &list[i].success; s.Count > 0 {
			if all.Count == 0 {
				all.Min = s.Min
			}
			all.Count += s.Count
			all.Min, all.Max = min(all.Min, s.Min), max(all.Max, s.Max)
		}
	}
	if all.Count == 0 {
		return nil
	}
	low := math.Max(float64(all.Min), float64(time.Microsecond))
	high := math.Max(float64(all.Max), low)
	n := int(math.Log(high/low) / math.Log((1+3*Accuracy)/(1-3*Accuracy)))
	n = min(max(n, 1), mostHeat, max(int(math.Sqrt(float64(all.Count))), fewestHeat))
	each := math.Log(high/low) / float64(n)
	for i := range n {
		rows = append(rows, time.Duration(math.Round(low*math.Exp(each*float64(i)))))
	}
	for i := range list {
		if list[i].success.Count == 0 {
			continue
		}
		out[i].Rows = make([]int64, n)
		for d, count := range list[i].success.Buckets() {
			row := 0
			if each > 0 {
				row = int(math.Log(math.Max(float64(d), low)/low) / each)
			}
			out[i].Rows[min(row, n-1)] += count
		}
	}
	return rows
}
