//! Study days in a person's words: today, tomorrow, Fri 9 May.

use jiff::Timestamp;
use suraq::schedule::Moment;
use suraq::schedule::StudyDay;
use suraq::schedule::weekday as place_in_week;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `Fri`.
pub fn weekday(day: StudyDay) -> &'static str {
    WEEKDAYS[place_in_week(day)]
}

/// `May`.
pub fn month(day: StudyDay) -> &'static str {
    MONTHS[(day.date().month() - 1).clamp(0, 11) as usize]
}

/// `Fri 9 May`, with the year where it is not that of `today`.
pub fn short(day: StudyDay, today: StudyDay) -> String {
    let date = day.date();
    let mut text = format!("{} {} {}", weekday(day), date.day(), month(day));
    if date.year() != today.date().year() {
        text.push_str(&format!(" {}", date.year()));
    }
    text
}

/// `Fri 9 May`, the day that is learned for. From midnight on the calendar is a day further: then it says when the
/// day ends, `day_starts` minutes after midnight.
pub fn learned_for(now: Moment, day_starts: u16) -> String {
    let day = short(now.day, now.day);
    match StudyDay::of(now.at, now.offset, 0) == now.day {
        true => day,
        false => format!("{day} (until {:02}:{:02})", day_starts / 60, day_starts % 60),
    }
}

/// `today`, `tomorrow`, `on Fri 9 May`.
pub fn when(day: StudyDay, today: StudyDay) -> String {
    match day.days_since(today) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("on {}", short(day, today)),
    }
}

/// `15:40`, as the learner's clock shows it.
pub fn clock_time(at: Timestamp, now: Moment) -> String {
    let local = now.offset.to_datetime(at);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

#[cfg(test)]
mod tests {
    use suraq::schedule::Moment;
    use suraq::schedule::StudyDay;

    use super::{learned_for, weekday, when};

    #[test]
    fn between_midnight_and_the_end_of_the_day_its_end_is_said() {
        let at = |time: &str| {
            let at = format!("2031-05-{time}:00Z").parse().unwrap();
            learned_for(Moment::new(at, jiff::tz::Offset::UTC, 240), 240)
        };
        assert_eq!(at("06T23:59"), "Tue 6 May");
        assert_eq!(at("07T00:31"), "Tue 6 May (until 04:00)");
        assert_eq!(at("07T04:00"), "Wed 7 May");
    }

    #[test]
    fn days_are_named_as_people_do() {
        // 2031-05-06, a Tuesday.
        let today = StudyDay(22_405);
        assert_eq!(today.to_string(), "2031-05-06");
        assert_eq!(weekday(today), "Tue");
        assert_eq!(when(today.plus(1), today), "tomorrow");
        assert_eq!(when(today.plus(3), today), "on Fri 9 May");
        assert_eq!(when(today.plus(300), today), "on Mon 1 Mar 2032");
    }
}
