#pragma once
// A column of times in the form that nearly every export writes, "YYYY-MM-DDThh:mm:ssZ", all its cells at once. What is
// not in that form, a time or not, is left to the general readers.

#include <cstdint>
#include <span>
#include <string_view>

namespace csreport {

/// Stands for a cell that is left to the general readers. No time has it: those of 1 January 1970, which may be words for
/// "no value", are left to them too.
inline constexpr std::uint32_t kUnusualTime = 0;

/// Seconds since 1970 for each cell: of the usual form (with T or a space), from February 1970 to the end of 2105;
/// InstantColumn::kMissing for an empty cell; kUnusualTime for every other, which may be a time of that form beyond those
/// years. REQUIRES: as many seconds as cells.
void read_usual_times(std::span<const std::string_view> cells, std::span<std::uint32_t> seconds);

}  // namespace csreport
