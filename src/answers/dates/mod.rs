//! Grading dates: any form, any precision, ranges, and the year left out where the stem gives it.
//!
//! The key is read with the same eyes as the answer. Coarser than the key is
//! partial, finer is right unless an accepted form shows it to be wrong.

pub(super) mod months;
mod reading;

use super::verdict::Verdict;
use crate::lexicon::months::LOWER_MONTHS;
use reading::Moment;
use reading::Reading;
use reading::Year;
use reading::readings;

/// What a date question asks, read once from key, accepted forms and stem.
pub(super) struct DateKey {
    shown: String,
    keys: Vec<Reading>,
    accepted: Vec<Reading>,
    stem: Stem,
}

/// The times a stem gives away.
struct Stem {
    years: Vec<i32>,
    months: Vec<u8>,
}

/// Whether a text is a date that cannot be anything else: it names a month, a decade or a day in figures.
pub(super) fn is_plainly_a_date(text: &str) -> bool {
    readings(text, true).iter().any(|reading| {
        let moment = reading.from;
        let long_year = matches!(moment.year, Some(Year::Full(year)) if year >= 1000);
        moment.season.is_some()
            || (moment.month.is_some() && (long_year || text.chars().any(char::is_alphabetic)))
            || matches!(moment.year, Some(Year::Decade(_) | Year::Century(_)))
    })
}

/// Whether a text is nothing but a year or years from 1000 to 2199.
pub(super) fn is_bare_year(text: &str) -> bool {
    let years = text.split(['-', '–']).map(str::trim);
    years
        .clone()
        .all(|year| year.len() == 4 && year.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year)))
}

/// `1,465` as a year, `1465`; none for anything else.
fn without_separator(typed: &str) -> Option<String> {
    let (thousands, rest) = typed.trim().split_once(',')?;
    let figures =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    (figures(thousands, 1) && figures(rest, 3)).then(|| format!("{thousands}{rest}"))
}

impl DateKey {
    /// Reads the key; `None` when it is no date.
    pub(super) fn new(stem: &str, key: &str, accept: &[String]) -> Option<DateKey> {
        let keys = readings(key, true);
        if keys.is_empty() {
            return None;
        }
        let usual = |form: &String| readings(form, true).into_iter().filter(|reading| reading.usual);
        Some(DateKey {
            shown: key.to_owned(),
            keys: keys.into_iter().filter(|reading| reading.usual).collect(),
            accepted: accept.iter().flat_map(usual).collect(),
            stem: Stem::new(stem),
        })
    }

    /// Grades an answer; `day_first` says how the learner reads 05/06.
    ///
    /// Where a century is asked, `15th` is one.
    pub(super) fn grade(&self, typed: &str, day_first: bool) -> Verdict {
        let verdict = self.grade_reading(typed, day_first);
        if let Some(year) = without_separator(typed).filter(|_| is_bare_year(&self.shown)) {
            return verdict.or_better(self.grade_reading(&year, day_first));
        }
        let asks_century = self
            .keys
            .iter()
            .all(|key| matches!(key.from.year, Some(Year::Century(_))));
        let is_bare =
            typed.split_whitespace().count() <= 2 && typed.chars().filter(char::is_ascii_digit).count() <= 2;
        if verdict.outcome.is_accepted() || !asks_century || !is_bare {
            return verdict;
        }
        verdict.or_better(self.grade_reading(&format!("{typed} century"), day_first))
    }

    fn grade_reading(&self, typed: &str, day_first: bool) -> Verdict {
        let found = readings(typed, day_first);
        if found.is_empty() {
            return Verdict::wrong(format!("“{}” cannot be read as a date", shortened(typed)));
        }
        let best = |usual: bool| {
            let verdicts = found
                .iter()
                .filter(|reading| reading.usual == usual)
                .map(|reading| self.fit(reading));
            verdicts.reduce(Verdict::or_better)
        };
        let verdict = best(true).unwrap_or_else(|| Verdict::wrong("this is no date"));
        let other = best(false);
        let ambiguous = other.is_some();
        if verdict.outcome.is_accepted() {
            if ambiguous && let Some(reading) = found.iter().find(|reading| reading.usual) {
                return Verdict::right(format!("right; read as {}", shown(reading)));
            }
            return verdict;
        }
        if other.is_some_and(|other| other.outcome.is_accepted())
            && let Some(reading) = found.iter().find(|reading| reading.usual)
        {
            let read = shown(reading);
            return Verdict::close(format!(
                "read as {read}; write the month as a word or the year in full"
            ));
        }
        verdict
    }

    /// The best fit of one reading to the key and the accepted forms.
    fn fit(&self, typed: &Reading) -> Verdict {
        if self.accepted.iter().any(|form| same_form(form, typed)) {
            return Verdict::right("right");
        }
        let fits = self.keys.iter().map(|key| self.fit_to(key, typed));
        fits.reduce(Verdict::or_better)
            .unwrap_or_else(|| Verdict::wrong("this is no date"))
    }

    fn fit_to(&self, key: &Reading, typed: &Reading) -> Verdict {
        match (key.to, typed.to) {
            (None, None) => self.fit_moment(&key.from, &typed.from),
            (Some(end), Some(typed_end)) => self.fit_range((key.from, end), (typed.from, typed_end)),
            (Some(end), None) => self.fit_one_end((key.from, end), typed.from),
            (None, Some(typed_end)) => self.fit_guess(key.from, (typed.from, typed_end)),
        }
    }

    fn fit_moment(&self, key: &Moment, typed: &Moment) -> Verdict {
        match compare(key, typed, &self.stem) {
            Fit::Same => Verdict::right("right"),
            Fit::Finer if self.contradicted(typed) => Verdict::wrong(format!(
                "{} is right so far, but the rest of the date is not",
                self.shown
            )),
            Fit::Finer => Verdict::right("right, and more exact than asked"),
            Fit::Coarser(credit) => Verdict::partial(credit, "right, but less exact than asked"),
            Fit::NoYear => Verdict::partial(600, "the year is missing"),
            Fit::Other => {
                Verdict::wrong(not_in_calendar(typed).unwrap_or_else(|| "this is another date".into()))
            }
        }
    }

    /// Whether an accepted form is as exact as the answer and says something else.
    fn contradicted(&self, typed: &Moment) -> bool {
        let finer = self
            .accepted
            .iter()
            .filter(|form| form.to.is_none() && form.from.month.is_some());
        let mut fits = finer
            .map(|form| compare(&form.from, typed, &self.stem))
            .peekable();
        fits.peek().is_some() && fits.all(|fit| matches!(fit, Fit::Other))
    }

    fn fit_range(&self, key: (Moment, Moment), typed: (Moment, Moment)) -> Verdict {
        let start = self.fit_moment(&key.0, &typed.0);
        let end = self.fit_moment(&key.1, &typed.1);
        match (start.outcome.is_accepted(), end.outcome.is_accepted()) {
            (true, true) => Verdict::right("right"),
            (true, false) => Verdict::partial(500, "the beginning is right, the end is not"),
            (false, true) => Verdict::partial(500, "the end is right, the beginning is not"),
            _ if start.credit > 0 && end.credit > 0 => {
                Verdict::partial(start.credit.min(end.credit), "right, but less exact than asked")
            }
            _ => Verdict::wrong("this is another time"),
        }
    }

    fn fit_one_end(&self, key: (Moment, Moment), typed: Moment) -> Verdict {
        let reason = format!("the answer is a span of time, {}", self.shown);
        let (start, end) = (
            compare(&key.0, &typed, &self.stem),
            compare(&key.1, &typed, &self.stem),
        );
        if let (Fit::Coarser(credit), Fit::Coarser(_)) = (start, end) {
            return Verdict::partial(credit, "right, but less exact than asked");
        }
        if matches!(start, Fit::Same | Fit::Finer | Fit::NoYear)
            || matches!(end, Fit::Same | Fit::Finer | Fit::NoYear)
        {
            return Verdict::partial(500, reason);
        }
        Verdict::wrong("this is another time")
    }

    /// A range where one date was asked is a guess: close when it is narrow and holds the date.
    fn fit_guess(&self, key: Moment, typed: (Moment, Moment)) -> Verdict {
        let hit = [typed.0, typed.1]
            .iter()
            .any(|end| self.fit_moment(&key, end).outcome.is_accepted());
        if hit {
            return Verdict::close("one date was asked, not a span of time");
        }
        Verdict::wrong("one date was asked, not a span of time")
    }
}

impl Stem {
    fn new(stem: &str) -> Stem {
        let words = stem.split(|character: char| !character.is_alphanumeric());
        let lower: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let year = |word: &String| {
            word.parse::<i32>()
                .ok()
                .filter(|year| (1000..2200).contains(year))
        };
        Stem {
            years: lower.iter().filter_map(year).collect(),
            months: lower
                .iter()
                .filter(|word| *word != "may" || stem.contains("May"))
                .filter_map(|word| months::month(word))
                .collect(),
        }
    }
}

/// How an answer lies to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Same,
    /// Inside the key.
    Finer,
    /// Around the key, with the credit for what is there.
    Coarser(u16),
    /// Right apart from the year, which nobody gave.
    NoYear,
    Other,
}

fn compare(key: &Moment, typed: &Moment, stem: &Stem) -> Fit {
    let year = compare_year(key, typed, stem);
    if year == Fit::Other {
        return Fit::Other;
    }
    let days_match = key.day == typed.day && key.day.is_some();
    let month_given = key.month.is_some_and(|month| stem.months.contains(&month));
    let month = match (key.month, typed.month) {
        (Some(month), Some(typed_month)) if month == typed_month => Fit::Same,
        (None, None) => compare_season(key, typed),
        (Some(month), None) if typed.season.is_some() => in_season(month, typed.season, Fit::Coarser(400)),
        (Some(_), None) if month_given && days_match => Fit::Same,
        (Some(_), None) if typed.day.is_some() && !days_match => Fit::Other,
        (Some(_), None) => Fit::Coarser(if days_match { 500 } else { 300 }),
        (None, Some(month)) if key.season.is_some() => in_season(month, key.season, Fit::Finer),
        (None, Some(_)) => Fit::Finer,
        _ => Fit::Other,
    };
    let day = match (key.day, typed.day) {
        (Some(day), Some(typed_day)) if day != typed_day => Fit::Other,
        (Some(_), None) => Fit::Coarser(600),
        (None, Some(_)) => Fit::Finer,
        _ => Fit::Same,
    };
    if typed.year.is_none()
        && typed.month.is_none()
        && typed.season.is_none()
        && !month_given
        && key.year.is_some()
    {
        return Fit::Other;
    }
    combined(&[year, month, day])
}

/// The least exact part decides, and one wrong part makes all wrong.
fn combined(fits: &[Fit]) -> Fit {
    if fits.contains(&Fit::Other) {
        return Fit::Other;
    }
    let coarser = fits.iter().filter_map(|fit| match fit {
        Fit::Coarser(credit) => Some(*credit),
        _ => None,
    });
    if let Some(credit) = coarser.min() {
        let credit = if fits.contains(&Fit::NoYear) {
            credit / 2
        } else {
            credit
        };
        return Fit::Coarser(credit);
    }
    for fit in [Fit::NoYear, Fit::Finer] {
        if fits.contains(&fit) {
            return fit;
        }
    }
    Fit::Same
}

fn compare_year(key: &Moment, typed: &Moment, stem: &Stem) -> Fit {
    use Year::{Century, Decade, Full, Short};
    let inside = |is_inside: bool, fit: Fit| if is_inside { fit } else { Fit::Other };
    match (key.year, typed.year) {
        (Some(Full(key)), Some(Full(year))) => inside(key == year, Fit::Same),
        (Some(Full(year)), Some(Short(short))) | (Some(Short(short)), Some(Full(year))) => {
            inside(year.rem_euclid(100) == short, Fit::Same)
        }
        (Some(Full(key)), Some(Decade(first))) => inside(key.div_euclid(10) * 10 == first, Fit::Coarser(300)),
        (Some(Full(key)), Some(Century(number))) => inside(century(key) == number, Fit::Coarser(200)),
        (Some(Decade(first)), Some(Full(year))) => inside(year.div_euclid(10) * 10 == first, Fit::Finer),
        (Some(Decade(first)), Some(Century(number))) => {
            inside(century(first + 1) == number, Fit::Coarser(300))
        }
        (Some(Century(number)), Some(Full(year) | Decade(year))) => {
            inside(century(year + 1) == number || century(year) == number, Fit::Finer)
        }
        (Some(key), Some(year)) => inside(key == year, Fit::Same),
        (Some(Full(key)), None) if stem.years.contains(&key) => Fit::Same,
        (Some(_), None) => Fit::NoYear,
        (None, Some(Full(year))) => inside(stem.years.is_empty() || stem.years.contains(&year), Fit::Same),
        (None, _) => Fit::Same,
    }
}

fn century(year: i32) -> i32 {
    (year - 1).div_euclid(100) + 1
}

fn compare_season(key: &Moment, typed: &Moment) -> Fit {
    match (key.season, typed.season) {
        (Some(season), Some(other)) if season != other => Fit::Other,
        (Some(_), None) => Fit::Coarser(300),
        (None, Some(_)) => Fit::Finer,
        _ => Fit::Same,
    }
}

fn in_season(month: u8, season: Option<u8>, fit: Fit) -> Fit {
    let holds =
        season.is_some_and(|first| (first..first + 3).any(|of_season| (of_season - 1) % 12 + 1 == month));
    if holds { fit } else { Fit::Other }
}

/// Whether two readings say the same with the same parts.
fn same_form(form: &Reading, typed: &Reading) -> bool {
    let same = |left: &Moment, right: &Moment| {
        let years = match (left.year, right.year) {
            (Some(Year::Full(year)), Some(Year::Short(short))) => year.rem_euclid(100) == short,
            (left, right) => left == right,
        };
        years && (left.season, left.month, left.day) == (right.season, right.month, right.day)
    };
    same(&form.from, &typed.from)
        && match (form.to, typed.to) {
            (Some(left), Some(right)) => same(&left, &right),
            (left, right) => left.is_none() && right.is_none(),
        }
}

fn not_in_calendar(moment: &Moment) -> Option<String> {
    let (month, day) = (moment.month?, moment.day?);
    let year = match moment.year {
        Some(Year::Full(year)) => i16::try_from(year).ok()?,
        _ => 2000,
    };
    let exists = crate::items::PartialDate::day(year, month, day).is_some();
    (!exists).then(|| format!("the calendar has no {}", shown_moment(moment)))
}

fn shown(reading: &Reading) -> String {
    match reading.to {
        Some(end) => format!("{} to {}", shown_moment(&reading.from), shown_moment(&end)),
        None => shown_moment(&reading.from),
    }
}

/// A moment in one style, `5 June 2022`.
fn shown_moment(moment: &Moment) -> String {
    let mut words = Vec::new();
    words.extend(moment.day.map(|day| day.to_string()));
    words.extend(moment.month.map(|month| {
        let name = LOWER_MONTHS[usize::from(month.clamp(1, 12)) - 1];
        format!("{}{}", name[..1].to_uppercase(), &name[1..])
    }));
    words.extend(moment.year.map(|year| match year {
        Year::Full(year) if year < 0 => format!("{} BC", -year),
        Year::Full(year) => year.to_string(),
        Year::Short(year) => format!("’{year:02}"),
        Year::Decade(year) => format!("the {year}s"),
        Year::Century(number) => format!("century {number}"),
    }));
    words.join(" ")
}

/// The start of a typed text, for a sentence about it.
fn shortened(typed: &str) -> String {
    let mut short: String = typed.trim().chars().take(40).collect();
    if typed.trim().chars().count() > 40 {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::DateKey;
    use crate::answers::verdict::Outcome;

    fn outcome(stem: &str, key: &str, typed: &str, day_first: bool) -> Outcome {
        DateKey::new(stem, key, &[])
            .unwrap()
            .grade(typed, day_first)
            .outcome
    }

    #[test]
    fn reads_every_form_of_a_day() {
        for typed in [
            "5 June 2022",
            "June 5, 2022",
            "5.6.22",
            "05/06/2022",
            "2022-06-05",
            "5 маусым 2022",
            "5 июня 2022 года",
            "5th of June '22",
            "the fifth of June, 2022",
            "2022 жылғы 5 маусым",
            "Sunday, 5 June 2022",
            "5-June-2022",
            "20220605",
            "5june2022",
            "on 5 Jun 2022",
            "2022 ж. 5 маусым",
            "5-го июня 2022 г.",
            "5-е июня 2022",
        ] {
            assert_eq!(outcome("", "5 June 2022", typed, true), Outcome::Right, "{typed}");
        }
    }

    #[test]
    fn reads_figures_by_locale_and_says_so() {
        assert_eq!(outcome("", "5 June 2022", "05/06/2022", false), Outcome::Close);
        assert_eq!(outcome("", "5 June 2022", "06/05/2022", false), Outcome::Right);
        assert_eq!(outcome("", "5 June 2022", "06/05/2022", true), Outcome::Close);
        assert_eq!(outcome("", "25 June 2022", "06/25/2022", true), Outcome::Right);
        assert_eq!(outcome("", "5 June 2022", "7/5/2022", true), Outcome::Wrong);
    }

    #[test]
    fn coarser_is_partial_and_finer_is_right() {
        assert_eq!(outcome("", "5 June 2022", "June 2022", true), Outcome::Partial);
        assert_eq!(outcome("", "5 June 2022", "2022", true), Outcome::Partial);
        assert_eq!(outcome("", "June 2022", "5 June 2022", true), Outcome::Right);
        assert_eq!(outcome("", "2022", "June 2021", true), Outcome::Wrong);
        assert_eq!(outcome("", "1937", "the 1930s", true), Outcome::Partial);
        assert_eq!(outcome("", "autumn 1937", "October 1937", true), Outcome::Right);
        assert_eq!(outcome("", "autumn 1937", "May 1937", true), Outcome::Wrong);
    }

    #[test]
    fn an_accepted_form_shows_a_finer_answer_wrong() {
        let key = DateKey::new("In which year?", "1931", &["19 December 1931".to_owned()]).unwrap();
        assert_eq!(key.grade("December 1931", true).outcome, Outcome::Right);
        assert_eq!(key.grade("May 1931", true).outcome, Outcome::Wrong);
    }

    #[test]
    fn the_year_may_be_missing_only_when_the_stem_gives_it() {
        let stem = "On which day of 2022 did the bridge open?";
        assert_eq!(outcome(stem, "5 June 2022", "June 5", true), Outcome::Right);
        assert_eq!(
            outcome("When did the bridge open?", "5 June 2022", "June 5", true),
            Outcome::Partial
        );
        assert_eq!(
            outcome("On which day in June 2022?", "5 June 2022", "the 5th", true),
            Outcome::Right
        );
        assert_eq!(
            outcome("On which day in June 2022?", "5 June 2022", "6", true),
            Outcome::Wrong
        );
    }

    #[test]
    fn a_century_may_be_only_its_number() {
        let stem = "In which century was the mill built?";
        assert_eq!(outcome(stem, "15th century", "15th", true), Outcome::Right);
        assert_eq!(
            outcome(stem, "15th century", "the fifteenth", true),
            Outcome::Right
        );
        assert_eq!(outcome(stem, "15th century", "16th", true), Outcome::Wrong);
    }

    #[test]
    fn ranges_are_read_with_dash_and_words() {
        for typed in [
            "1837–1847",
            "1837 to 1847",
            "from 1837 till 1847",
            "1837-47",
            "between 1837 and 1847",
        ] {
            assert_eq!(outcome("", "1837-1847", typed, true), Outcome::Right, "{typed}");
        }
        for typed in [
            "December 5–13, 1917",
            "5 to 13 December 1917",
            "from 5 December to 13 December 1917",
        ] {
            assert_eq!(
                outcome("", "5-13 December 1917", typed, true),
                Outcome::Right,
                "{typed}"
            );
        }
        assert_eq!(outcome("", "1837-1847", "1837", true), Outcome::Partial);
        assert_eq!(outcome("", "1837-1847", "1838-1848", true), Outcome::Wrong);
        assert_eq!(outcome("", "1837", "1837-1847", true), Outcome::Close);
    }
}
