//! Days as a person writes them: 2031-03-14, 14.03.2031, 14 March, Friday, tomorrow, +30, in 2 weeks.

use jiff::civil::Date;
use suraq::answers::month_named;
use suraq::schedule::StudyDay;
use suraq::schedule::day_of;

use crate::study::days::weekday;

/// Most words that name one day: `14 March 2031`.
const WORDS: usize = 3;

/// A year with a 29 February.
const LEAP_YEAR: i16 = 2028;

/// Days in a week.
const WEEK: i64 = 7;

/// How a person writes days, and the day they are counted from.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    /// The day it is.
    pub today: StudyDay,
    /// Whether 05/06 is the fifth of June.
    pub day_first: bool,
}

impl Writer {
    /// Reads the day that `words` begin with; returns it and how many of them name it.
    pub fn first<T: AsRef<str>>(self, words: &[T]) -> Option<(StudyDay, usize)> {
        let most = words.len().min(WORDS);
        (1..=most).rev().find_map(|count| {
            let text: Vec<&str> = words[..count].iter().map(AsRef::as_ref).collect();
            Some((self.read(&text.join(" "))?, count))
        })
    }

    /// Reads one day. Where the year is left out it is the next such day, today among them.
    pub fn read(self, text: &str) -> Option<StudyDay> {
        let text = text.trim().to_lowercase();
        let by_word = match text.as_str() {
            "today" | "сегодня" | "бүгін" => Some(self.today),
            "tomorrow" | "завтра" | "ертең" => Some(self.today.plus(1)),
            _ => None,
        };
        by_word
            .or_else(|| self.counted(&text))
            .or_else(|| text.parse::<Date>().ok().map(day_of))
            .or_else(|| self.in_figures(&text))
            .or_else(|| self.with_month(&text))
            .or_else(|| self.weekday(&text))
    }

    /// `+30`, `+30d`, `+2w`, `in 30 days`, `in 2 weeks`.
    fn counted(self, text: &str) -> Option<StudyDay> {
        let rest = text
            .strip_prefix('+')
            .or_else(|| text.strip_prefix("in "))?
            .trim();
        let end = rest.find(|letter: char| !letter.is_ascii_digit());
        let (number, unit) = rest.split_at(end.unwrap_or(rest.len()));
        let days = match unit.trim() {
            "" if text.starts_with('+') => 1,
            "d" | "day" | "days" => 1,
            "w" | "week" | "weeks" => WEEK,
            _ => return None,
        };
        let number: u16 = number.parse().ok()?;
        Some(self.today.plus(i64::from(number) * days))
    }

    /// `14.03.2031`, `14/3/31`, `2031/03/14`, `14.03`.
    fn in_figures(self, text: &str) -> Option<StudyDay> {
        let sign = ['.', '/', '-'].into_iter().find(|sign| text.contains(*sign))?;
        let parts: Vec<&str> = text.trim_end_matches('.').split(sign).collect();
        let number = |part: &str| part.parse::<i16>().ok().filter(|number| *number >= 0);
        match parts[..] {
            [year, month, day] if year.len() == 4 => date(number(year)?, number(month)?, number(day)?),
            [one, other, year] if matches!(year.len(), 2 | 4) => {
                let (day, month) = self.day_and_month(sign, number(one)?, number(other)?);
                let century = if year.len() == 2 { 2000 } else { 0 };
                date(century + number(year)?, month, day)
            }
            [one, other] if sign != '-' => {
                let (day, month) = self.day_and_month(sign, number(one)?, number(other)?);
                self.next(month, day)
            }
            _ => None,
        }
    }

    /// Points stand behind days everywhere; the order around other signs is a habit. A month over 12 is none.
    fn day_and_month(self, sign: char, one: i16, other: i16) -> (i16, i16) {
        let is_day_first = sign == '.' || (self.day_first && other <= 12) || one > 12;
        if is_day_first { (one, other) } else { (other, one) }
    }

    /// `14 March 2031`, `march 14`, `14 марта`, `14 наурыз 2031`.
    fn with_month(self, text: &str) -> Option<StudyDay> {
        let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let (day, month, year) = match words[..] {
            [one, other] => (one, other, None),
            [one, other, year] if year.len() == 4 => (one, other, Some(year.parse::<i16>().ok()?)),
            _ => return None,
        };
        let (day, month) = match day_number(day) {
            Some(number) => (number, month_named(month)?),
            None => (day_number(month)?, month_named(day)?),
        };
        match year {
            Some(year) => date(year, i16::from(month), day),
            None => self.next(i16::from(month), day),
        }
    }

    /// `friday`, `fri`: the next one, not today.
    fn weekday(self, text: &str) -> Option<StudyDay> {
        let is_name = |name: &&&str| name.starts_with(text) && text.len() >= 3;
        let name = WEEKDAYS.iter().find(is_name)?;
        let mut coming = (1..=WEEK).map(|ahead| self.today.plus(ahead));
        coming.find(|day| name.starts_with(&weekday(*day).to_lowercase()))
    }

    fn next(self, month: i16, day: i16) -> Option<StudyDay> {
        let year = self.today.date().year();
        // A 29 February may be eight years away.
        let days = (year..=year.saturating_add(8)).filter_map(|year| date(year, month, day));
        days.into_iter().find(|day| *day >= self.today)
    }
}

/// Says that `words` begin with a day that its month does not have, such as `31 Nov`.
pub fn beyond_month<T: AsRef<str>>(words: &[T]) -> Option<String> {
    let [one, other, ..] = words else { return None };
    let (one, other) = (one.as_ref(), other.as_ref());
    let [first, second] = [one, other].map(|word| word.trim_end_matches(',').to_lowercase());
    let (day, month) = match day_number(&first) {
        Some(day) => (day, month_named(&second)?),
        None => (day_number(&second)?, month_named(&first)?),
    };
    let is_day = |day: &i16| date(LEAP_YEAR, i16::from(month), *day).is_some();
    let last = (1..=31).rev().find(is_day)?;
    (day > last).then(|| format!("`{one} {other}` is no day: that month has {last} days"))
}

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// `14`, `14th`.
fn day_number(word: &str) -> Option<i16> {
    let endings = ["st", "nd", "rd", "th"];
    let number = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    number.parse().ok().filter(|day| (1..=31).contains(day))
}

fn date(year: i16, month: i16, day: i16) -> Option<StudyDay> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().map(day_of)
}

#[cfg(test)]
mod tests {
    use suraq::schedule::StudyDay;

    use super::Writer;

    /// 2031-05-06, a Tuesday.
    const TODAY: Writer = Writer {
        today: StudyDay(22_405),
        day_first: true,
    };

    fn read(text: &str) -> Option<String> {
        TODAY.read(text).map(|day| day.to_string())
    }

    #[test]
    fn a_day_is_read_in_the_forms_people_write() {
        for text in [
            "2031-06-14",
            "14.06.2031",
            "14.6.31",
            "14/06/2031",
            "2031/06/14",
            "14-06-2031",
            "14.06",
            "14/6",
            "14 June 2031",
            "14 june",
            "June 14, 2031",
            "Jun 14",
            "14th June",
            "14 июня",
            "14 маусым 2031",
            "+39",
            "+39d",
            "in 39 days",
        ] {
            assert_eq!(read(text).as_deref(), Some("2031-06-14"), "{text}");
        }
        for (text, day) in [
            ("today", "2031-05-06"),
            ("tomorrow", "2031-05-07"),
            ("завтра", "2031-05-07"),
            ("+2w", "2031-05-20"),
            ("in 2 weeks", "2031-05-20"),
            ("Friday", "2031-05-09"),
            ("tue", "2031-05-13"),
            ("14 March", "2032-03-14"),
            ("06.05", "2031-05-06"),
            ("29 Feb", "2032-02-29"),
            ("06/14/2031", "2031-06-14"),
        ] {
            assert_eq!(read(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "soon",
            "2031-02-30",
            "31.02.2031",
            "14",
            "march",
            "in 30",
            "deck:law",
            "5.6.7.8",
            "",
            "-3",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_its_month_does_not_have_is_told_from_what_is_no_day() {
        let said = |words: &[&str]| super::beyond_month(words);
        let expected = "`31 Nov` is no day: that month has 30 days";
        assert_eq!(said(&["31", "Nov", "3"]).as_deref(), Some(expected));
        let expected = "`February 30` is no day: that month has 29 days";
        assert_eq!(said(&["February", "30"]).as_deref(), Some(expected));
        for words in [&["30", "Nov"][..], &["soon"], &["31", "days"]] {
            assert_eq!(said(words), None);
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_a_habit_where_both_are_possible() {
        let month_first = Writer {
            day_first: false,
            ..TODAY
        };
        let read = |text: &str| month_first.read(text).map(|day| day.to_string());
        assert_eq!(read("06/05/2031").as_deref(), Some("2031-06-05"));
        assert_eq!(read("14/06/2031").as_deref(), Some("2031-06-14"));
        assert_eq!(read("06.05.2031").as_deref(), Some("2031-05-06"));
    }

    #[test]
    fn the_words_that_name_the_day_are_counted() {
        let first = |words: &[&str]| TODAY.first(words).map(|(day, count)| (day.to_string(), count));
        let day = |text: &str, count| Some((text.to_owned(), count));
        assert_eq!(first(&["14", "June", "2031", "deck:law"]), day("2031-06-14", 3));
        assert_eq!(first(&["14", "June", "7"]), day("2031-06-14", 2));
        assert_eq!(first(&["+30", "deck:law"]), day("2031-06-05", 1));
        assert_eq!(first(&["deck:law", "+30"]), None);
    }
}
