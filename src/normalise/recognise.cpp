#include "normalise/recognise.hpp"

#include <algorithm>
#include <set>

#include "csreport/core/text.hpp"
#include "normalise/kinds.hpp"

namespace csreport {
namespace {

/// The largest set of headers among the alternatives that are wholly there; 0 when none is.
std::size_t recognised_by(const ProfileKind& kind, const std::set<std::string>& headers) {
  std::size_t best = 0;
  for (const auto& alternative : kind.recognise) {
    const bool all = std::all_of(alternative.begin(), alternative.end(),
                                 [&](const std::string& header) { return headers.contains(header); });
    if (all) best = std::max(best, alternative.size());
  }
  return best;
}

bool finds_field(RecordKind kind, const FieldRow& row, const std::vector<HeaderName>& headers, const Profile* vendor) {
  const auto fits = [&](const Alias& alias) {
    return std::any_of(headers.begin(), headers.end(), [&](const HeaderName& header) {
      return (!header.unit || row.type == FieldType::duration || row.type == FieldType::number) &&
             match_header(header, alias.name) > 0;
    });
  };
  for (const Profile* profile : {vendor, &builtin_profiles().front()}) {
    const ProfileKind* own = profile == nullptr ? nullptr : profile->kind(kind);
    if (own == nullptr) continue;
    const auto aliases = own->fields.find(row.field);
    if (aliases != own->fields.end() && std::any_of(aliases->second.begin(), aliases->second.end(), fits)) return true;
  }
  return false;
}

/// How much the headers speak for a kind: the weights of the fields that are there.
int generic_score(RecordKind kind, const std::vector<HeaderName>& headers, const Profile* vendor) {
  int score = 0;
  for (const FieldRow& row : field_rows()) {
    if (belongs_to(row, kind) && finds_field(kind, row, headers, vendor)) score += row.weight;
  }
  return score;
}

/// The fields without which a file of the kind cannot be used.
bool has_required(const KindRow& kind, const std::vector<HeaderName>& headers, const Profile* vendor) {
  return missing_group(kind, [&](Field field) { return finds_field(kind.kind, field_row(field), headers, vendor); }) ==
         nullptr;
}

/// The kind that the headers fit best. One that lacks a required field wins only when it fits
/// clearly better than every usable one: then the missing column is what the user must hear of.
RecordKind kind_by_score(const std::vector<HeaderName>& headers, const Profile* vendor, std::string& reason) {
  constexpr int kClearlyMore = 6;
  RecordKind best = RecordKind::tickets;
  int best_score = -1;
  for (const KindRow& row : kind_rows()) {
    const bool usable = has_required(row, headers, vendor);
    const int score = generic_score(row.kind, headers, vendor) + (usable ? kClearlyMore : 0);
    if (score > best_score) {
      best = row.kind;
      best_score = score;
    }
  }
  reason = "its columns fit " + std::string(record_kind_name(best)) + " best";
  return best;
}

}  // namespace

Recognised recognise(const std::vector<std::string>& headers, std::optional<RecordKind> kind, const Profile* forced) {
  std::set<std::string> folded;
  std::vector<HeaderName> names;
  for (const std::string& header : headers) {
    names.push_back(read_header(header));
    folded.insert(names.back().full);
  }
  Recognised result;
  result.vendor = forced != nullptr && forced->id != "generic" ? forced : nullptr;
  if (forced != nullptr) result.profile_reason = "set with --profile";
  if (kind) {
    result.kind = *kind;
    result.kind_reason = "set on the command line";
  }

  std::size_t strongest = 0;
  for (const Profile& profile : builtin_profiles()) {
    const Profile& candidate = forced != nullptr ? *forced : profile;
    for (const ProfileKind& own : candidate.kinds) {
      if (kind && own.kind != *kind) continue;
      const std::size_t strength = recognised_by(own, folded);
      if (strength <= strongest) continue;
      strongest = strength;
      result.kind = own.kind;
      if (!kind) result.kind_reason = "recognised by the headers of " + candidate.title;
      if (forced == nullptr) {
        result.vendor = &profile;
        result.profile_reason = std::to_string(strength) + " headers that this product writes";
      }
    }
    if (forced != nullptr) break;
  }
  if (strongest == 0 && !kind) result.kind = kind_by_score(names, result.vendor, result.kind_reason);
  if (result.profile_reason.empty()) result.profile_reason = "no product's own headers were found";
  return result;
}

}  // namespace csreport
