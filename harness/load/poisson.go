package load

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"time"
)

// Poisson scatters the starts of a curve: they come at random, independent of each other, as requests of many people do,
// with the curve as their mean rate. The same seed gives the same starts.
//
// Start n is due where the area under the curve is the time of arrival n+1 of a Poisson process of rate one. That time is
// found without those before it: arrival 2^(k+1) comes a Gamma(2^k) variate after arrival 2^k, and, given two arrivals 2*m
// apart, the one in the middle divides the time between them by a Beta(m, m) variate (Devroye, Non-Uniform Random Variate
// Generation, 1986, chapters V.3 and XI; the bridge of the gamma process). Each variate is drawn from its own hash.
type Poisson struct {
	Load // a [Curve]
}

// Next implements [Load].
func (p Poisson) Next(t Turn) (time.Duration, bool) {
	c, ok := curve(p.Load)
	if !ok {
		return 0, false
	}
	iterations, lasts := limits(c)
	if iterations > 0 && t.Number >= iterations {
		return 0, false
	}
	area := arrival(t.Seed, uint64(t.Number)+1)
	if lasts > 0 && area >= c.Starts(lasts) {
		return 0, false
	}
	at := c.When(area)
	return at, lasts == 0 || at < lasts
}

// Plan implements [Load]. How many starts a duration has is left to chance.
func (p Poisson) Plan() Plan {
	plan := p.Load.Plan()
	plan.Users = DefaultLimit
	plan.Iterations = 0
	if c, ok := curve(p.Load); ok {
		iterations, lasts := limits(c)
		plan.Iterations, plan.Duration = iterations, lasts
	}
	if plan.Iterations > 0 {
		plan.Users = min(plan.Users, plan.Iterations)
	}
	return plan
}

// String implements [Load].
func (p Poisson) String() string { return p.Load.String() + ", at random moments" }

// Validate refuses what is no curve.
func (p Poisson) Validate() error {
	if p.Load == nil {
		return errors.New("load: random moments of nothing")
	}
	if _, ok := curve(p.Load); !ok {
		return fmt.Errorf("load: %s cannot come at random moments: expected a curve such as Rate, or open stages", p.Load)
	}
	return valid(p.Load)
}

// arrival is the time of arrival m, the first of which is 1, of a Poisson process of rate one.
func arrival(seed, m uint64) float64 {
	levels := bits.Len64(m - 1) // 2^levels is the first power of two that is not below m
	at := 0.0                   // of arrival 2^k
	for k := range levels + 1 {
		size := uint64(1)
		if k > 0 {
			size = 1 << (k - 1)
		}
		v := draw(seed, uint64(k), 0)
		length := v.gamma(float64(size))
		if k < levels {
			at += length
			continue
		}
		low := uint64(0) // the arrival at which the last stretch begins, which holds m
		if k > 0 {
			low = size
		}
		for half := size / 2; m < low+size; half /= 2 {
			// Of arrivals low to low+size, find the one in the middle.
			v := draw(seed, uint64(k), low+half)
			first := length * v.beta(float64(half))
			if m >= low+half {
				at, low, length = at+first, low+half, length-first
			} else {
				length = first
			}
			size = half
			if m == low {
				return at
			}
		}
		return at + length
	}
	return at
}

// A variate is a source of random numbers for one variate.
type variate struct{ rand.PCG }

func draw(seed, level, node uint64) (v variate) {
	v.Seed(seed^(level+1)*0x9e3779b97f4a7c15, node)
	v.Uint64() // seeds that differ little are far apart after the first number
	return v
}

// uniform is above 0 and below 1.
func (v *variate) uniform() float64 { return (float64(v.Uint64()>>12) + 0.5) / (1 << 52) }

// normal is by Box and Muller, 1958.
func (v *variate) normal() float64 {
	return math.Sqrt(-2*math.Log(v.uniform())) * math.Cos(2*math.Pi*v.uniform())
}

// gamma is by Marsaglia and Tsang, A simple method for generating gamma variables, 2000, for a shape of at least 1.
func (v *variate) gamma(shape float64) float64 {
	if shape == 1 {
		return -math.Log(v.uniform())
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := v.normal()
		y := 1 + c*x
		if y <= 0 {
			continue
		}
		y = y * y * y
		if math.Log(v.uniform()) < x*x/2+d-d*y+d*math.Log(y) {
			return d * y
		}
	}
}

// beta is that of two like shapes.
func (v *variate) beta(shape float64) float64 {
	if shape == 1 {
		return v.uniform()
	}
	a, b := v.gamma(shape), v.gamma(shape)
	return a / (a + b)
}
