#pragma once
// How sure a change is: what each kind of headline gives.

namespace csreport {

/// Of a value, current minus previous.
struct Difference {
  double low = 0;  ///< 95 % interval
  double high = 0;
  double p = 1;  ///< two-sided: how often chance alone would differ by as much
};

}  // namespace csreport
