//! Wrong dates: those of other events in the document, then dates some steps from the key.

use rand_chacha::ChaCha8Rng;

use super::pick;
use crate::facts::PartialDate;
use crate::facts::statement;
use crate::items::Distractor;

/// Dates of the document lie at most so many steps from the key: years, months, or blocks of five days.
const NEAR: i32 = 9;

/// Years lie at least so far apart: of the year before and the year after sources often say that it was then.
const APART: i32 = 2;

/// Years between the key and the day of the document that leave room for [`APART`].
const ROOM: i16 = 6;

/// At most so many options are dates of the document, so that not all of them are familiar.
const OF_DOCUMENT: usize = 2;

/// Draws up to three dates of the key's precision, as many before it as chance says, none after `latest`.
///
/// All lie `within` these years, where they are told. With `same_year` all lie in the year of the key, which the stem tells.
pub fn draw(
    key: PartialDate,
    known: &[(PartialDate, String)],
    latest: Option<PartialDate>,
    within: Option<(i16, i16)>,
    same_year: bool,
    chance: &mut ChaCha8Rng,
) -> Vec<Distractor> {
    // Without the day of the document a recent year has hardly any years behind it that are surely past.
    let latest = latest.or_else(|| (key.year >= 2010).then(|| PartialDate::year(key.year + 2)));
    // The year of the document itself could only stand last: who knows that need not know it.
    if latest.is_some_and(|latest| key.month.is_none() && key.year >= latest.year) {
        return Vec::new();
    }
    // Right before the day of the document there is no room for three years that far apart.
    let has_room = latest.is_none_or(|latest| latest.year - key.year >= ROOM);
    let least = if key.month.is_none() && has_room { APART } else { 1 };
    // A war is too short for options that lie that far from one another as well.
    let between = if within.is_none() { least } else { 1 };
    let fits = |date: &PartialDate| {
        (!same_year || date.year == key.year)
            && within.is_none_or(|(from, to)| (from..=to).contains(&date.year))
            && latest
                .is_none_or(|latest| date.year <= latest.year && (*date <= latest || latest.month.is_none()))
    };
    let mut of_document: Vec<&(PartialDate, String)> = known
        .iter()
        .filter(|(date, _)| {
            let is_near = |steps: i32| (least..=NEAR).contains(&steps.abs());
            is_alike(*date, key) && fits(date) && steps(key, *date).is_some_and(is_near)
        })
        .collect();
    of_document.sort_by_key(|(date, _)| (steps(key, *date).map(i32::abs), *date));
    of_document.dedup_by_key(|(date, _)| *date);
    let below = usize::try_from(pick(chance, 4)).unwrap_or(0);
    let mut found: Vec<PartialDate> = Vec::new();
    let mut familiar = 0;
    for (count, sign) in [(below, -1), (3 - below, 1)] {
        let mut side: Vec<PartialDate> = Vec::new();
        let of_side = of_document.iter().map(|(date, _)| *date);
        for date in of_side.filter(|date| (*date < key) == (sign < 0)) {
            if side.len() < count.min(OF_DOCUMENT - familiar) && is_free(&side, date, between) {
                side.push(date);
            }
        }
        familiar += side.len();
        let round = round_step(key).and_then(|steps| shifted(key, sign * steps));
        if side.len() < count && !side.iter().any(|date| is_round(*date)) {
            side.extend(round.filter(|date| fits(date) && is_free(&side, *date, between)));
        }
        let mut gap = least - 1;
        while side.len() < count && gap < 2 * NEAR {
            gap += 1 + i32::try_from(pick(chance, 3)).unwrap_or(0);
            let date = shifted(key, sign * gap);
            side.extend(date.filter(|date| fits(date) && is_free(&side, *date, between)));
        }
        found.extend(side);
    }
    // One side may have no room: the other gives what is missing.
    for steps in [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 7, -7, 9, -9] {
        let date = shifted(key, steps).filter(|date| fits(date) && is_free(&found, *date, between));
        let date = date.filter(|_| steps.abs() >= least);
        found.extend(date.filter(|_| found.len() < 3));
    }
    found.sort();
    let known = |date: PartialDate| of_document.iter().find(|(other, _)| *other == date);
    found
        .into_iter()
        .map(|date| Distractor {
            text: statement::date(date),
            why: Some(known(date).map_or_else(|| off(key, date), |(_, why)| why.clone())),
        })
        .collect()
}

/// Steps to the next year as round as the key, so that a round key does not stand out among its options.
fn round_step(key: PartialDate) -> Option<i32> {
    match (key.month, key.year % 10) {
        (None, 0) => Some(10),
        (None, 5) => Some(5),
        _ => None,
    }
}

fn is_round(date: PartialDate) -> bool {
    date.month.is_none() && date.year % 5 == 0
}

fn is_alike(date: PartialDate, key: PartialDate) -> bool {
    date != key && date.month.is_some() == key.month.is_some() && date.day.is_some() == key.day.is_some()
}

/// Whether no date of the list is this one, one or two days from it, or fewer than `between` steps.
fn is_free(found: &[PartialDate], date: PartialDate, between: i32) -> bool {
    let is_near = |other: PartialDate| {
        let (Some(one), Some(two)) = (civil(date), civil(other)) else {
            return steps(date, other).is_some_and(|steps| steps.abs() < between);
        };
        one.until(two).is_ok_and(|apart| apart.get_days().abs() < 3)
    };
    !found.iter().any(|other| is_near(*other))
}

fn civil(date: PartialDate) -> Option<jiff::civil::Date> {
    let (month, day) = (date.month?, date.day?);
    jiff::civil::Date::new(date.year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn months(date: PartialDate) -> Option<i32> {
    Some(i32::from(date.year) * 12 + i32::from(date.month?) - 1)
}

fn days_between(from: PartialDate, to: PartialDate) -> Option<i32> {
    Some(civil(from)?.until(civil(to)?).ok()?.get_days())
}

/// Steps from the key to a date of its precision: years, months, or blocks of five days, at least one of them.
fn steps(key: PartialDate, date: PartialDate) -> Option<i32> {
    match (key.month, key.day) {
        (None, _) => Some(i32::from(date.year) - i32::from(key.year)),
        (Some(_), None) => Some(months(date)? - months(key)?),
        _ => days_between(key, date).map(|days| days / 5 + days.signum()),
    }
}

/// A date some steps away: years from a year, months from a month, blocks of five days from a day.
fn shifted(date: PartialDate, steps: i32) -> Option<PartialDate> {
    match (date.month, date.day) {
        (None, _) => Some(PartialDate::year(date.year + i16::try_from(steps).ok()?)),
        (Some(_), None) => {
            let months = months(date)? + steps;
            PartialDate::month(
                i16::try_from(months.div_euclid(12)).ok()?,
                u8::try_from(months.rem_euclid(12) + 1).ok()?,
            )
        }
        _ => {
            let moved = civil(date)?
                .checked_add(jiff::Span::new().days(i64::from(steps) * 5))
                .ok()?;
            PartialDate::day(
                moved.year(),
                u8::try_from(moved.month()).ok()?,
                u8::try_from(moved.day()).ok()?,
            )
        }
    }
}

/// How far a date is off: `3 years too late`.
fn off(key: PartialDate, date: PartialDate) -> String {
    let (count, unit) = match (key.month, key.day) {
        (None, _) => (i32::from(date.year) - i32::from(key.year), "year"),
        (Some(_), None) => (
            months(date).zip(months(key)).map_or(0, |(date, key)| date - key),
            "month",
        ),
        _ => (days_between(key, date).unwrap_or(0), "day"),
    };
    let (s, side) = (
        if count.abs() == 1 { "" } else { "s" },
        if count < 0 { "early" } else { "late" },
    );
    format!("{} {unit}{s} too {side}", count.abs())
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::facts::PartialDate;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn drawn(
        key: &str,
        known: &[&str],
        latest: Option<&str>,
        same_year: bool,
        seed: u64,
    ) -> Vec<(String, String)> {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let known: Vec<(PartialDate, String)> = known
            .iter()
            .map(|text| (date(text), "Berdi fell".to_owned()))
            .collect();
        draw(date(key), &known, latest.map(date), None, same_year, &mut chance)
            .into_iter()
            .map(|wrong| (wrong.text, wrong.why.unwrap()))
            .collect()
    }

    #[test]
    fn years_are_near_and_never_after_the_document() {
        for seed in 0..20 {
            let years = drawn("2020", &[], Some("2021-03"), false, seed);
            assert_eq!(years.len(), 3, "{years:?}");
            assert!(
                years
                    .iter()
                    .all(|(year, _)| year.as_str() <= "2021" && year != "2020")
            );
        }
    }

    #[test]
    fn a_year_that_could_only_stand_last_has_no_options() {
        for seed in 0..5 {
            assert!(drawn("2021", &["2018", "2016"], Some("2021-03"), false, seed).is_empty());
        }
    }

    #[test]
    fn dates_of_other_events_come_first_and_say_of_what() {
        let mut seen = 0;
        for seed in 0..20 {
            let years = drawn(
                "1911",
                &["1913", "1908", "1911", "1911-05", "1950"],
                None,
                false,
                seed,
            );
            assert_eq!(years.len(), 3);
            for (year, why) in years {
                let is_known = why == "Berdi fell";
                assert_eq!(is_known, year == "1913" || year == "1908", "{year} {why}");
                seen += usize::from(is_known);
            }
        }
        assert!(seen > 15, "{seen}");
    }

    #[test]
    fn the_key_may_stand_at_every_place() {
        let mut places = [0; 4];
        for seed in 0..400 {
            let years = drawn("1911", &["1913", "1908"], None, false, seed);
            places[years.iter().filter(|(year, _)| year.as_str() < "1911").count()] += 1;
        }
        assert!(places.iter().all(|count| (70..130).contains(count)), "{places:?}");
    }

    #[test]
    fn what_belongs_to_a_war_has_only_its_years_beside_it() {
        for seed in 0..40 {
            let mut chance = ChaCha8Rng::seed_from_u64(seed);
            let fell = ["1943", "1947"].map(|year| (date(year), "Berdi fell".to_owned()));
            for key in 1939..=1945 {
                let war = Some((1939, 1945));
                let years = draw(PartialDate::year(key), &fell, None, war, false, &mut chance);
                assert_eq!(years.len(), 3);
                for year in &years {
                    let year: i16 = year.text.parse().unwrap();
                    assert!((1939..=1945).contains(&year), "{years:?}");
                    assert!((year - key).abs() > 1, "{key}: {years:?}");
                }
            }
            let middle = draw(date("1916"), &[], None, Some((1914, 1918)), false, &mut chance);
            let middle: Vec<&str> = middle.iter().map(|year| year.text.as_str()).collect();
            assert_eq!(middle, ["1914", "1918"]);
        }
    }

    #[test]
    fn the_years_beside_the_key_are_no_options() {
        for seed in 0..40 {
            let years = drawn("1911", &["1912", "1909"], None, false, seed);
            assert!(
                years.iter().all(|(year, _)| year != "1910" && year != "1912"),
                "{years:?}"
            );
            // Of a recent year they may be.
            assert_eq!(drawn("2020", &[], Some("2021"), false, seed).len(), 3);
        }
    }

    #[test]
    fn a_day_within_its_year_stays_in_it_and_days_lie_apart() {
        for seed in 0..40 {
            let days = drawn("1911-01-03", &["1911-01-05", "1910-12-30"], None, true, seed);
            assert_eq!(days.len(), 3, "{days:?}");
            assert!(days.iter().all(|(day, _)| day.ends_with("1911")), "{days:?}");
        }
    }

    #[test]
    fn a_wrong_date_says_how_far_it_is_off() {
        for seed in 0..10 {
            for (year, why) in drawn("1911", &[], None, false, seed) {
                let apart = year.parse::<i32>().unwrap() - 1911;
                let side = if apart < 0 { "early" } else { "late" };
                assert!(
                    why.starts_with(&format!("{} year", apart.abs())) && why.ends_with(side),
                    "{year}: {why}"
                );
            }
        }
    }
}
