package io.leadfluss.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The public holidays of countries and their states. */
@Component
public class Holidays {

    private static final Set<String> SUPPORTED = Set.copyOf(HolidayManager.getSupportedCalendarCodes());

    private final Region home;
    private final Map<String, Set<String>> states = new ConcurrentHashMap<>();
    private final Map<RegionInYear, Map<LocalDate, Holiday>> found = new ConcurrentHashMap<>();

    Holidays(CalendarSettings settings) {
        this.home = settings.region();
    }

    private record RegionInYear(Region region, int year) {
    }

    /** Whether a day is a holiday where somebody lives; of whom no country is known, that is where the company is. */
    public Predicate<LocalDate> of(String country, String state) {
        Region region = region(country, state);
        return day -> in(region, day.getYear()).containsKey(day);
    }

    /** The company's own. */
    public Predicate<LocalDate> ofHome() {
        return of(null, null);
    }

    /** Whose holidays count where somebody lives. */
    public Region region(String country, String state) {
        return known(Region.of(country, state, home));
    }

    /** Whether this is a country whose holidays are known. */
    public boolean isCountry(String country) {
        return SUPPORTED.contains(country.strip().toUpperCase(Locale.ROOT));
    }

    /** Whether this is a state, of that country or of the home country when it is empty, that has holidays of its own. */
    public boolean isState(String country, String state) {
        Region region = Region.of(country, state, new Region(home.country(), null));
        return region.state() != null && region.equals(known(region));
    }

    /** Those of one year in a region, by their names in this language. */
    public Map<LocalDate, String> named(Region region, int year, Locale language) {
        Map<LocalDate, String> names = new TreeMap<>();
        in(known(region), year).forEach((day, holiday) -> names.put(day, holiday.getDescription(language)));
        return names;
    }

    public Region home() {
        return home;
    }

    /** What is known of the region: of an unknown state the country's holidays count, of an unknown country none do. */
    private Region known(Region region) {
        if (!SUPPORTED.contains(region.country())) {
            return Region.NOWHERE;
        }
        Set<String> parts = states.computeIfAbsent(region.country(), country -> manager(region).getCalendarHierarchy().getChildren().keySet());
        return region.state() != null && !parts.contains(region.part()) ? new Region(region.country(), null) : region;
    }

    private Map<LocalDate, Holiday> in(Region region, int year) {
        return region.equals(Region.NOWHERE) ? Map.of() : found.computeIfAbsent(new RegionInYear(region, year), wanted -> {
            Map<LocalDate, Holiday> days = new TreeMap<>();
            Set<Holiday> all = region.state() == null ? manager(region).getHolidays(Year.of(year))
                    : manager(region).getHolidays(Year.of(year), region.part());
            all.stream().filter(holiday -> holiday.getType() != HolidayType.OBSERVANCE).forEach(holiday -> days.put(holiday.getDate(), holiday));
            return Map.copyOf(days);
        });
    }

    private static HolidayManager manager(Region region) {
        return HolidayManager.getInstance(ManagerParameters.create(region.calendar()));
    }
}
