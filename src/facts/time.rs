//! Dates in running text, resolved to the calendar or marked as not resolvable.
//!
//! A day and month without a year belong to the year before the article's own
//! date, and "on Monday" or "last year" is counted back from it; without such a
//! date, and for "last spring" or "recently", the expression is
//! [`TimeValue::Relative`] and its sentence gives no dated fact.

use jiff::ToSpan;
use jiff::civil::Date;

use super::PartialDate;
use crate::language::Tag;
use crate::language::Word;
use crate::lexicon::months::LOWER_MONTHS;

/// A time expression among the words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeAt {
    /// Index of its first word, the preposition included.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// What it says.
    pub value: TimeValue,
    /// How it is linked.
    pub link: Link,
}

/// What a time expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeValue {
    /// A year, month or day.
    Date(PartialDate),
    /// From one to another.
    Range(PartialDate, PartialDate),
    /// Known only roughly or as a longer time: a decade, a century, early in a year.
    Rough,
    /// Depends on when it was said.
    Relative,
}

/// The preposition of a time expression, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// in, on
    At,
    /// from … to, between … and, during
    Span,
    /// since
    Since,
    /// by, until, before, after, around
    Bound,
    /// none: part of a name or in apposition
    Bare,
}

/// Returns the month of a name or abbreviation, 1 to 12.
pub fn month(word: &str) -> Option<u8> {
    let bare = word.trim_end_matches('.');
    let index = LOWER_MONTHS.iter().position(|month| {
        *month == bare
            || (bare.len() >= 3
                && bare != "mar"
                && (&month[..3] == bare || (bare == "sept" && *month == "september")))
    })?;
    u8::try_from(index + 1).ok()
}

fn year(word: &Word<'_>) -> Option<i16> {
    let is_year = word.text.len() == 4 && word.text.bytes().all(|byte| byte.is_ascii_digit());
    let value: i16 = is_year.then(|| word.text.parse().ok()).flatten()?;
    (1000..2100).contains(&value).then_some(value)
}

fn day(word: &Word<'_>) -> Option<u8> {
    let digits = word.lower.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    (digits.len() <= 2 && word.tag == Tag::Number)
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

/// Finds the time expressions of a sentence, in order, not overlapping.
pub fn find_times(words: &[Word<'_>], anchor: Option<PartialDate>) -> Vec<TimeAt> {
    let mut found: Vec<TimeAt> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match read_time(words, at, anchor) {
            Some((end, value)) => {
                let (start, link, value) = link_before(words, at, value);
                let owns = words.get(at + 1).is_some_and(|next| next.tag == Tag::Genitive);
                let is_told = words[at].is("yesterday") && !owns || counted_back(words, at, anchor).is_some();
                let link = if is_told && link == Link::Bare {
                    Link::At
                } else {
                    link
                };
                let (end, value, link) = join_range(words, end, value, link, anchor);
                // "in 1715 or 1718": the source does not know.
                let is_open = words.get(end).is_some_and(|word| word.is_any(&["or", "/", "?"]))
                    && words.get(end + 1).is_some_and(|word| word.tag == Tag::Number);
                let value = if is_open && value != TimeValue::Relative {
                    TimeValue::Rough
                } else {
                    value
                };
                let start = start.max(found.last().map_or(0, |last| last.end));
                found.push(TimeAt {
                    start,
                    end,
                    value,
                    link,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn read_time(words: &[Word<'_>], at: usize, anchor: Option<PartialDate>) -> Option<(usize, TimeValue)> {
    let word = &words[at];
    let next = words.get(at + 1);
    if let Some(day) = day_before(anchor).filter(|_| word.is("yesterday")) {
        return Some((at + 1, TimeValue::Date(day)));
    }
    // "Tuesday, 16 April": the weekday adds nothing to the date behind it.
    let day_behind = is_weekday(word) && next.is_some_and(|next| next.is(","));
    if day_behind && let Some(found) = dated_behind(words, at + 2, anchor) {
        return Some(found);
    }
    if let Some((end, date)) = counted_back(words, at, anchor) {
        return Some((end, TimeValue::Date(date)));
    }
    if let Some(relative) = relative(words, at) {
        return Some((relative, TimeValue::Relative));
    }
    if let (Some(day), Some(month)) = (day(word), next.and_then(|next| month(&next.lower)))
        && next.is_some_and(|next| next.tag == Tag::Name)
    {
        return Some(with_year(words, at + 2, month, Some(day), anchor));
    }
    if word.tag == Tag::Name
        && let Some(month) = month(&word.lower)
    {
        return match next.and_then(day).filter(|_| next.and_then(year).is_none()) {
            Some(day) => Some(with_year(words, at + 2, month, Some(day), anchor)),
            None => {
                let (end, value) = with_year(words, at + 1, month, None, anchor);
                Some((end, value))
            }
        };
    }
    if let Some(year) = year(word) {
        let after = next.map_or("", |next| next.lower.as_str());
        if matches!(after, "bc" | "bce" | "b.c.") {
            return Some((at + 2, TimeValue::Rough));
        }
        return Some((at + 1, TimeValue::Date(PartialDate::year(year))));
    }
    rough(words, at).map(|end| (end, TimeValue::Rough)).or_else(|| {
        let (from, to) = word.text.split_once(['-', '–'])?;
        let from: i16 = (from.len() == 4).then(|| from.parse().ok()).flatten()?;
        let to = match to.len() {
            4 => to.parse().ok()?,
            2 => from / 100 * 100 + to.parse::<i16>().ok()?,
            _ => return None,
        };
        ((1000..2100).contains(&from) && from < to).then(|| {
            (
                at + 1,
                TimeValue::Range(PartialDate::year(from), PartialDate::year(to)),
            )
        })
    })
}

/// A day with its month at this place.
fn dated_behind(words: &[Word<'_>], at: usize, anchor: Option<PartialDate>) -> Option<(usize, TimeValue)> {
    let (one, other) = (words.get(at)?, words.get(at + 1)?);
    let is_date = month(&one.lower).is_some() && day(other).is_some()
        || day(one).is_some() && month(&other.lower).is_some();
    is_date.then(|| read_time(words, at, anchor)).flatten()
}

/// The day before that of the article.
fn day_before(anchor: Option<PartialDate>) -> Option<PartialDate> {
    on_day(day_of(anchor?)?.yesterday().ok()?)
}

fn day_of(PartialDate { year, month, day }: PartialDate) -> Option<Date> {
    Date::new(year, i8::try_from(month?).ok()?, i8::try_from(day?).ok()?).ok()
}

fn on_day(date: Date) -> Option<PartialDate> {
    PartialDate::day(
        date.year(),
        u8::try_from(date.month()).ok()?,
        u8::try_from(date.day()).ok()?,
    )
}

/// "on Monday", "last year", "earlier this month", counted back from the article's date, and where they end.
///
/// A weekday is the last one before that date; the one of the date itself may be that day or a week before, and stays
/// open. What belongs to a noun ("Monday's vote", "the Sunday ban") or to a name ("Super Tuesday") is no time.
fn counted_back(words: &[Word<'_>], at: usize, anchor: Option<PartialDate>) -> Option<(usize, PartialDate)> {
    let anchor = anchor?;
    let is = |at: usize, forms: &[&str]| words.get(at).is_some_and(|word| word.is_any(forms));
    let before = at.checked_sub(1).map(|before| &words[before]);
    let (end, date) = if is_weekday(&words[at])
        || is(at, &["last"]) && words.get(at + 1).is_some_and(is_weekday)
    {
        let name = at + usize::from(is(at, &["last"]));
        let is_name = before.is_some_and(|before| {
            before.tag == Tag::Name && before.is_apart
                || before.is_any(&[
                    "every",
                    "each",
                    "next",
                    "this",
                    "that",
                    "same",
                    "following",
                    "previous",
                    "a",
                    "the",
                ])
        });
        (name + 1, last_weekday(&words[name], anchor).filter(|_| !is_name)?)
    } else if is(at, &["today"]) {
        (at + 1, PartialDate::day(anchor.year, anchor.month?, anchor.day?)?)
    } else {
        let from = at + usize::from(is(at, &["earlier"]));
        let back = match () {
            () if is(from, &["this"]) => 0,
            () if from == at && is(from, &["last"]) && !before.is_some_and(|before| before.is("the")) => 1,
            () => return None,
        };
        let date = match () {
            () if is(from + 1, &["year"]) => PartialDate::year(anchor.year - back),
            () if is(from + 1, &["month"]) => months_before(anchor, back)?,
            () => return None,
        };
        (from + 2, date)
    };
    let is_part_of_day = is(end, &["morning", "afternoon", "evening", "night"]) && date.day.is_some();
    let end = end + usize::from(is_part_of_day);
    let belongs = words.get(end).is_some_and(|next| {
        next.is_apart && matches!(next.tag, Tag::Noun | Tag::Name | Tag::Ing) || next.tag == Tag::Genitive
    });
    (!belongs).then_some((end, date))
}

/// The last day of a name before a date of which the day is known.
fn last_weekday(name: &Word<'_>, anchor: PartialDate) -> Option<PartialDate> {
    let today = day_of(anchor)?;
    let is_meant = |day: &Date| {
        WEEKDAYS[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())] == name.lower
    };
    let days = (1..7).filter_map(|back: i32| today.checked_sub(back.days()).ok());
    days.filter(is_meant).find_map(on_day)
}

fn months_before(anchor: PartialDate, back: i16) -> Option<PartialDate> {
    let first = Date::new(anchor.year, i8::try_from(anchor.month?).ok()?, 1).ok()?;
    let date = first.checked_sub(i32::from(back).months()).ok()?;
    PartialDate::month(date.year(), u8::try_from(date.month()).ok()?)
}

/// Reads the year behind a month, or resolves it against the article's date.
fn with_year(
    words: &[Word<'_>],
    at: usize,
    month: u8,
    day: Option<u8>,
    anchor: Option<PartialDate>,
) -> (usize, TimeValue) {
    let make = |year: i16| match day {
        Some(day) => PartialDate::day(year, month, day),
        None => PartialDate::month(year, month),
    };
    let skip = usize::from(words.get(at).is_some_and(|word| word.is_any(&[",", "of"])));
    if let Some(date) = words.get(at + skip).and_then(year).and_then(make) {
        // "June 5, 2022, voters": the second comma belongs to the date.
        return (at + skip + 1, TimeValue::Date(date));
    }
    let resolved = anchor
        .filter(|anchor| anchor.month.is_some() && day.is_some())
        .and_then(|anchor| {
            let this_year = make(anchor.year)?;
            let is_past = (this_year.month, this_year.day) <= (anchor.month, anchor.day.or(Some(31)));
            if is_past {
                Some(this_year)
            } else {
                make(anchor.year - 1)
            }
        });
    (at, resolved.map_or(TimeValue::Relative, TimeValue::Date))
}

/// The days of a week from its first.
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Whether a word names a day of the week.
pub fn is_weekday(word: &Word<'_>) -> bool {
    word.is_any(WEEKDAYS)
}

/// The end of an expression that depends on when it was said.
fn relative(words: &[Word<'_>], at: usize) -> Option<usize> {
    const ALONE: &[&str] = &[
        "now",
        "currently",
        "today",
        "yesterday",
        "tomorrow",
        "recently",
        "ago",
        "tonight",
        "nowadays",
        "upcoming",
        "lately",
        "soon",
        "later",
        "earlier",
        "meanwhile",
        "presently",
        "afterwards",
        "thereafter",
        "shortly",
        "already",
        "then",
    ];
    const SPANS: &[&str] = &[
        "year", "month", "week", "weekend", "day", "decade", "century", "spring", "summer", "autumn",
        "winter", "time", "night", "morning", "evening", "years", "months", "weeks", "days",
    ];
    let word = &words[at];
    if word.is_any(ALONE) {
        return Some(at + 1);
    }
    let next = words.get(at + 1)?;
    if word.is("so") && next.is("far") {
        return Some(at + 2);
    }
    let points = word.is_any(&[
        "last",
        "next",
        "this",
        "that",
        "previous",
        "following",
        "same",
        "past",
        "coming",
        "present",
    ]);
    if points && (next.is_any(SPANS) || is_weekday(next) || next.is_any(&LOWER_MONTHS)) {
        return Some(at + 2);
    }
    ((is_weekday(word) || word.is("weekend")) && !points).then_some(at + 1)
}

/// The end of a decade or century.
fn rough(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = &words[at];
    let digits = word.lower.trim_end_matches('s');
    let is_decade = word.lower.ends_with('s')
        && matches!(digits.len(), 2 | 4)
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_decade {
        return Some(at + 1);
    }
    word.is_any(&["century", "centuries", "decade", "decades"])
        .then_some(at + 1)
}

/// The preposition in front, and words such as "early" that make a date rough.
fn link_before(words: &[Word<'_>], at: usize, value: TimeValue) -> (usize, Link, TimeValue) {
    const PARTS: &[&str] = &[
        "beginning",
        "end",
        "middle",
        "start",
        "spring",
        "summer",
        "autumn",
        "winter",
        "fall",
        "half",
        "morning",
        "afternoon",
        "evening",
        "night",
    ];
    let mut start = at;
    let mut value = value;
    while let Some(before) = start.checked_sub(1).map(|before| &words[before]) {
        let is_part = before.is("of") && start >= 2 && words[start - 2].is_any(PARTS);
        if is_part {
            // "the end of 1911" still lies in 1911.
            start -= 2;
        } else if before.is_any(&["early", "late", "mid", "mid-", "the"])
            || before.is_any(&["year", "spring", "summer", "autumn"]) && !words[at].is("yesterday")
            || before.is("of") && start >= 2 && words[start - 2].is("year")
        {
            start -= 1;
        } else if before.is_any(&["about", "around", "circa", "approximately", "c.", "either"]) {
            if value != TimeValue::Relative {
                value = TimeValue::Rough;
            }
            start -= 1;
        } else {
            break;
        }
    }
    let Some(before) = start.checked_sub(1).map(|before| &words[before]) else {
        return (start, Link::Bare, value);
    };
    let link = match before.lower.as_str() {
        "in" | "on" => Link::At,
        "from" | "between" | "during" | "throughout" => Link::Span,
        "since" => Link::Since,
        "by" | "until" | "till" | "before" | "after" | "around" | "about" | "to" | "circa" | "through"
        | "following" | "than" => Link::Bound,
        _ => return (start, Link::Bare, value),
    };
    (start - 1, link, value)
}

/// "1990 to 1993", "June 1990 until May 1992".
fn join_range(
    words: &[Word<'_>],
    end: usize,
    value: TimeValue,
    link: Link,
    anchor: Option<PartialDate>,
) -> (usize, TimeValue, Link) {
    let joins = words
        .get(end)
        .is_some_and(|word| word.is_any(&["to", "until", "till", "-", "–", "—", "through", "and"]));
    let is_and = words.get(end).is_some_and(|word| word.is("and"));
    if !joins
        || (is_and
            && words
                .get(end.wrapping_sub(2))
                .is_none_or(|word| !word.is("between")))
    {
        return (end, value, link);
    }
    let TimeValue::Date(from) = value else {
        return (end, value, link);
    };
    if let Some(to) = words
        .get(end + 1)
        .and_then(|word| short_year(word, from))
        .filter(|_| !is_and)
    {
        return (end + 2, TimeValue::Range(from, to), Link::Span);
    }
    match (end + 1 < words.len())
        .then(|| read_time(words, end + 1, anchor))
        .flatten()
    {
        Some((after, TimeValue::Date(to))) if to > from => (after, TimeValue::Range(from, to), Link::Span),
        Some((after, _)) => (after, TimeValue::Rough, Link::Span),
        None => (end, value, link),
    }
}

/// "1920 – 21": the last two figures of a year in the same century.
fn short_year(word: &Word<'_>, from: PartialDate) -> Option<PartialDate> {
    let is_short = word.text.len() == 2 && from.month.is_none();
    let figures: i16 = is_short.then(|| word.text.parse().ok()).flatten()?;
    let year = from.year / 100 * 100 + figures;
    (year > from.year).then(|| PartialDate::year(year))
}

#[cfg(test)]
mod tests {
    use super::{Link, TimeValue, find_times};
    use crate::language::words;
    use crate::text::read;

    fn times(sentence: &str, anchor: Option<&str>) -> Vec<String> {
        let document = read("a.txt", sentence.as_bytes()).unwrap();
        let words = words(&document, &document.sentences[0]);
        let anchor = anchor.map(|date| date.parse().unwrap());
        let show = |value: TimeValue| match value {
            TimeValue::Date(date) => date.to_string(),
            TimeValue::Range(from, to) => format!("{from}..{to}"),
            other => format!("{other:?}"),
        };
        find_times(&words, anchor)
            .iter()
            .map(|time| {
                let at = if time.link == Link::At { "at " } else { "" };
                format!("{at}{}", show(time.value))
            })
            .collect()
    }

    #[test]
    fn reads_dates_in_every_order() {
        assert_eq!(
            times("It opened on 3 April 2018 in Berdi.", None),
            ["at 2018-04-03"]
        );
        assert_eq!(
            times("It opened on April 3, 2018, in Berdi.", None),
            ["at 2018-04-03"]
        );
        assert_eq!(times("It opened in April 2018 in Berdi.", None), ["at 2018-04"]);
        assert_eq!(times("In 1911 it opened in Berdi.", None), ["at 1911"]);
        assert_eq!(
            times("On the morning of 3 April 2018 it opened.", None),
            ["at 2018-04-03"]
        );
    }

    #[test]
    fn yesterday_is_the_day_before_that_of_the_article() {
        let told = "Yesterday the port opened in Berdi.";
        assert_eq!(times(told, Some("2018-07-01")), ["at 2018-06-30"]);
        assert_eq!(times(told, Some("2018-07")), ["at Relative"]);
        let of_it = "The result of yesterday's vote came.";
        assert_eq!(times(of_it, Some("2018-07-01")), ["2018-06-30"]);
        assert_eq!(times(told, None), ["at Relative"]);
    }

    #[test]
    fn weekdays_years_and_months_are_counted_back_from_the_article() {
        for (told, expected) in [
            ("It opened on Monday in Berdi.", "at 2022-06-06"),
            ("It opened on Wednesday morning in Berdi.", "at 2022-06-01"),
            ("It opened last Friday in Berdi.", "at 2022-06-03"),
            ("It opened Saturday in Berdi.", "at 2022-06-04"),
            ("It opened earlier this year in Berdi.", "at 2022"),
            ("It opened last year in Berdi.", "at 2021"),
            ("It opened last month in Berdi.", "at 2022-05"),
            ("It opened today in Berdi.", "at 2022-06-07"),
        ] {
            assert_eq!(times(told, Some("2022-06-07")), [expected], "{told}");
        }
        for told in [
            "It opened on Tuesday in Berdi.",
            "It opens every Monday in Berdi.",
            "It opens next Monday in Berdi.",
            "It lost most in the last year in Berdi.",
            "It won on Super Thursday in Berdi.",
            "It opened last spring in Berdi.",
        ] {
            let found = times(told, Some("2022-06-07"));
            assert!(
                found.iter().all(|time| time.ends_with("Relative")),
                "{told}: {found:?}"
            );
        }
        assert_eq!(
            times("It opened on Monday in Berdi.", Some("2022-06")),
            ["at Relative"]
        );
        assert_eq!(times("It opened last month.", Some("2022-01-07")), ["at 2021-12"]);
    }

    #[test]
    fn reads_ranges() {
        assert_eq!(
            times("She led it from 1990 to 1993 in Berdi.", None),
            ["1990..1993"]
        );
        assert_eq!(times("She led it in 1920 – 21 in Berdi.", None), ["1920..1921"]);
        assert_eq!(
            times("The siege of 1941-1944 was long there.", None),
            ["1941..1944"]
        );
    }

    #[test]
    fn a_day_without_a_year_needs_the_date_of_the_article() {
        assert_eq!(
            times("Voters in Berdi chose on June 5.", Some("2022-06-07")),
            ["at 2022-06-05"]
        );
        assert_eq!(
            times("Voters in Berdi chose on July 5.", Some("2022-06-07")),
            ["at 2021-07-05"]
        );
        assert_eq!(times("Voters in Berdi chose on June 5.", None), ["at Relative"]);
    }

    #[test]
    fn leaves_rough_and_relative_times_alone() {
        assert_eq!(
            times("It opened in the early 1990s in Berdi.", None),
            ["at Rough"]
        );
        assert_eq!(times("It opened last year in Berdi.", None), ["Relative"]);
        assert_eq!(times("It opened around 1820 in Berdi.", None), ["Rough"]);
    }
}
