package io.leadfluss.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One rule of a window: on which days it applies and what is open then. Of several rules that apply to a day the last one counts.
 *
 * @param seasons of the year; none means all of it
 * @param days of the week; none means all, unless the rule is for holidays only
 * @param holidays whether it applies to public holidays, whatever day of the week they are
 * @param times that are open; none means that the day is closed
 */
record WindowRule(List<Season> seasons, Set<DayOfWeek> days, boolean holidays, List<Times> times) {

    private static final int LONGEST = 300;
    private static final int LAST_MINUTE = 24 * 60;
    /** As in OpenStreetMap, and as Germans would write them where that cannot be mistaken. */
    private static final Map<String, DayOfWeek> DAYS = Map.ofEntries(Map.entry("mo", DayOfWeek.MONDAY), Map.entry("tu", DayOfWeek.TUESDAY),
            Map.entry("di", DayOfWeek.TUESDAY), Map.entry("we", DayOfWeek.WEDNESDAY), Map.entry("mi", DayOfWeek.WEDNESDAY),
            Map.entry("th", DayOfWeek.THURSDAY), Map.entry("do", DayOfWeek.THURSDAY), Map.entry("fr", DayOfWeek.FRIDAY),
            Map.entry("sa", DayOfWeek.SATURDAY), Map.entry("su", DayOfWeek.SUNDAY), Map.entry("so", DayOfWeek.SUNDAY));
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String DATE = "(?:\\d{4} )?(?:" + String.join("|", MONTHS) + ")(?: \\d{1,2}(?!\\d|:))?";
    private static final String DATES = DATE + "(?:-(?:" + DATE + "|\\d{1,2}(?!\\d|:)))?";
    private static final String DAY = "(?:" + String.join("|", DAYS.keySet()) + ")";
    private static final String DAYS_OR_HOLIDAYS = "(?:" + DAY + "(?:-" + DAY + ")?|ph)";
    private static final String TIME = "\\d{1,2}:\\d{2}-\\d{1,2}:\\d{2}";
    private static final Pattern RULE = Pattern.compile("(?:(?<seasons>" + list(DATES) + ")(?: |$))?(?:(?<days>" + list(DAYS_OR_HOLIDAYS)
            + ")(?: |$))?(?<times>" + list(TIME) + "|off|closed)?");
    private static final String HELP = ": write for example 'Mo-Fr 08:00-18:00; PH off', with the days Mo Tu We Th Fr Sa Su, PH for public "
            + "holidays, months such as Mar-Oct, dates such as Dec 24-Jan 06";

    /** Minutes from the day's midnight on; beyond 24 hours in the next day. */
    record Times(int from, int to) {
    }

    /**
     * A part of every year, or of certain ones.
     *
     * @param from month and day as {@code 1224}, with years as {@code 20261224}
     * @param to the last day, in the same form
     */
    record Season(int from, int to) {

        private static final int YEAR = 10_000;

        boolean contains(LocalDate day) {
            int inYear = day.getMonthValue() * 100 + day.getDayOfMonth();
            if (from > YEAR) {
                int date = day.getYear() * YEAR + inYear;
                return from <= date && date <= to;
            }
            return from <= to ? from <= inYear && inYear <= to : inYear >= from || inYear <= to;
        }
    }

    boolean appliesTo(LocalDate day, Predicate<LocalDate> isHoliday) {
        boolean inSeason = seasons.isEmpty() || seasons.stream().anyMatch(season -> season.contains(day));
        return inSeason && (days.contains(day.getDayOfWeek()) || holidays && isHoliday.test(day) || days.isEmpty() && !holidays);
    }

    static List<WindowRule> parse(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replace('–', '-').replaceAll("\\s+", " ").replaceAll(" ?([-,;]) ?", "$1").strip();
        if (plain.isEmpty() || plain.length() > LONGEST) {
            throw new IllegalArgumentException("the send window is empty or longer than " + LONGEST + " characters" + HELP);
        }
        return Arrays.stream(plain.split(";")).map(rule -> rule.equals("24/7") ? "00:00-24:00" : rule).map(WindowRule::rule).toList();
    }

    private static WindowRule rule(String text) {
        Matcher parts = RULE.matcher(text);
        if (text.isBlank() || !parts.matches()) {
            throw new IllegalArgumentException("the send window has '" + text + "'" + HELP);
        }
        List<Season> seasons = new ArrayList<>();
        split(parts.group("seasons")).forEach(season -> seasons.add(season(season)));
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        List<String> named = split(parts.group("days"));
        named.stream().filter(name -> !name.equals("ph")).forEach(name -> days.addAll(days(name)));
        return new WindowRule(seasons, days, named.contains("ph"), times(parts.group("times")));
    }

    private static List<Times> times(String text) {
        if (text == null) {
            return List.of(new Times(0, LAST_MINUTE));
        }
        return text.equals("off") || text.equals("closed") ? List.of() : split(text).stream().map(WindowRule::time).toList();
    }

    private static Times time(String text) {
        int[] ends = Arrays.stream(text.split("-")).mapToInt(WindowRule::minutes).toArray();
        if (ends[0] == ends[1] || ends[0] == LAST_MINUTE) {
            throw new IllegalArgumentException("the send window has '" + text + "', which has no length: write 00:00-24:00 for the whole day");
        }
        return new Times(ends[0], ends[1] > ends[0] ? ends[1] : ends[1] + LAST_MINUTE);
    }

    private static int minutes(String time) {
        String[] parts = time.split(":");
        int minutes = Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
        if (minutes > LAST_MINUTE || Integer.parseInt(parts[1]) > 59) {
            throw new IllegalArgumentException("the send window has '" + time + "', which is no time of day");
        }
        return minutes;
    }

    private static Set<DayOfWeek> days(String text) {
        String[] ends = text.split("-");
        DayOfWeek first = DAYS.get(ends[0]);
        DayOfWeek last = DAYS.get(ends[ends.length - 1]);
        int length = Math.floorMod(last.getValue() - first.getValue(), 7);
        return IntStream.rangeClosed(0, length).mapToObj(first::plus).collect(Collectors.toSet());
    }

    private static Season season(String text) {
        String[] ends = text.split("-");
        int[] from = date(ends[0], false);
        int[] to = ends.length == 1 ? date(ends[0], true)
                : ends[1].matches("\\d{1,2}") ? new int[] {from[0], from[1], Integer.parseInt(ends[1])} : date(ends[1], true);
        if (from[0] == 0 != (to[0] == 0)) {
            throw new IllegalArgumentException("the send window has '" + text + "': give the year at both ends or at none");
        }
        int year = from[0] == 0 ? 2000 : to[0];
        if (to[2] > Month.of(to[1]).length(Year.isLeap(year)) || to[2] < 1 || from[2] < 1
                || from[2] > Month.of(from[1]).length(Year.isLeap(from[0] == 0 ? 2000 : from[0]))) {
            throw new IllegalArgumentException("the send window has '" + text + "', a day that there is not");
        }
        Season season = new Season(number(from), number(to));
        if (from[0] != 0 && season.from() > season.to()) {
            throw new IllegalArgumentException("the send window has '" + text + "', which ends before it begins");
        }
        return season;
    }

    private static int number(int[] date) {
        return date[0] * Season.YEAR + date[1] * 100 + date[2];
    }

    /** Year or 0, month and day; a month alone is its first or last day. */
    private static int[] date(String text, boolean end) {
        List<String> parts = new ArrayList<>(List.of(text.split(" ")));
        int year = parts.get(0).matches("\\d{4}") ? Integer.parseInt(parts.remove(0)) : 0;
        int month = MONTHS.indexOf(parts.get(0)) + 1;
        int last = Month.of(month).length(year == 0 || Year.isLeap(year));
        return new int[] {year, month, parts.size() > 1 ? Integer.parseInt(parts.get(1)) : end ? last : 1};
    }

    private static List<String> split(String text) {
        return text == null ? List.of() : List.of(text.split(","));
    }

    private static String list(String one) {
        return one + "(?:," + one + ")*";
    }
}
