#include "time_formats.hpp"

namespace csreport {
namespace {

constexpr KnownTimeFormat kFormats[] = {
    {"iso8601", "YYYY-M-D", "2024-03-01T09:12:00+02:00"},
    {"epoch-s", "", "1772352000"},
    {"epoch-ms", "", "1772352000000"},
    {"epoch-us", "", "1772352000000000"},
    {"excel-serial", "", "45024.869444"},
    {"YYYY/M/D", "YYYY/M/D", "2020/2/10 22:41"},
    {"YYYY.M.D", "YYYY.M.D", "2024.03.01 09:12"},
    {"YYYY\u5e74M\u6708D\u65e5", "YYYY\u5e74M\u6708D\u65e5", "2024\u5e743\u67081\u65e5 09:12"},
    {"D.M.YYYY", "D.M.YYYY", "01.03.2024 09:12"},
    {"D.M.YY", "D.M.YY", "01.03.24 09:12"},
    {"D/M/YYYY", "D/M/YYYY", "29/2/2016 01:16"},
    {"M/D/YYYY", "M/D/YYYY", "3/17/2025 6:04"},
    {"D/M/YY", "D/M/YY", "17/3/25 06:04"},
    {"M/D/YY", "M/D/YY", "3/1/24 09:12 AM"},
    {"D-M-YYYY", "D-M-YYYY", "08-04-2023 20:52"},
    {"M-D-YYYY", "M-D-YYYY", "04-08-2023 20:52"},
    {"YY-M-D", "YY-M-D", "22-04-15"},
    {"D-M-YY", "D-M-YY", "15-04-22"},
    {"D/MMM/YY", "D/MMM/YY", "25/Feb/26 10:17 PM"},
    {"D/MMM/YYYY", "D/MMM/YYYY", "25/Feb/2026 10:17 PM"},
    {"D-MMM-YY", "D-MMM-YY", "05-Mar-24 03:12"},
    {"D-MMM-YYYY", "D-MMM-YYYY", "05-Mar-2024 03:12"},
    {"D MMM YYYY", "D MMM YYYY", "05 Mar 2024 03:12 PM"},
    {"MMM D, YYYY", "MMM D, YYYY", "Mar 5, 2024 3:12 PM"},
    {"rfc2822", "ddd, D MMM YYYY", "Thu, 27 Oct 2016 14:51:34 +0000"},
    {"ddd, MMM D, YYYY", "ddd, MMM D, YYYY", "Tue, Mar 5, 2024 3:12 PM"},
    {"ddd MMM D hh:mm:ss Z YYYY", "ddd MMM D hh:mm:ss Z YYYY", "Tue Oct 31 22:10:47 +0000 2017"},
};

}  // namespace

std::span<const KnownTimeFormat> known_time_formats() { return kFormats; }

}  // namespace csreport
