//! Lines without a letter below an option: what goes on with it, and what only looks so.

use super::ahead::letter_below;
use super::ahead::option_below;
use super::answer;
use super::close;
use super::gathered::Gathered;
use super::gathered::Joined;
use super::is_told;
use super::key_list::key_list;
use super::lettering::Lettering;
use super::lettering::ticked;
use super::lettering::without_tick;
use super::question::numbered;
use super::section::is_section;
use super::types::Look;

/// Of so many questions at most one has a last option of several lines where such lines are suspected.
const FEW: usize = 3;

/// An option of so many letters may have been broken into lines.
const LONG: usize = 60;

/// What wishes, headings and notes of a teacher begin with.
const HEADINGS: [&str; 34] = [
    "№",
    "желаю",
    "удачи",
    "сәттілік",
    "good luck",
    "конец",
    "the end",
    "end of",
    "тест аяқталды",
    "барлығы",
    "всего",
    "итого",
    "total",
    "мұғалім",
    "учитель",
    "преподаватель",
    "teacher",
    "тексерді",
    "тексерген",
    "проверил",
    "құрастырған",
    "составил",
    "максимальн",
    "критери",
    "пайдаланылған",
    "использованная",
    "список литературы",
    "мәтінмен",
    "дұрыс жауапты",
    "выберите",
    "choose the",
    "уровень",
    "тақырып",
    "тема",
];

/// What points are called; words for them begin so.
const POINTS: [&str; 3] = ["балл", "ұпай", "point"];

/// Lines that stay with an option and are named; of more only the number is told.
const NAMED: usize = 3;

/// What they have within.
const WITHIN: [&str; 4] = [" деңгейі", " деңгей", "оқу жылы", "учебный год"];

impl Gathered {
    /// Whether a line below a gap goes on with the last option: it begins with a small letter, and the answer of the
    /// question follows. Anywhere else it may be a name, or speak of the next question.
    pub fn goes_on_below_gap(&self, at: usize, lines: &[&str]) -> bool {
        let below = lines[at + 1..].iter().find(|line| !line.is_empty());
        let is_answer = |below: &&str| {
            key_list(below).is_none() && answer::named(below).is_some_and(|named| !named.is_empty())
        };
        self.stem.is_none()
            && self.is_below_numbered()
            && lines[at].starts_with(char::is_lowercase)
            && below.is_some_and(is_answer)
    }

    /// Whether a line without a letter goes on with the option above it: nothing is empty between them, the list of
    /// keys neither, and what follows is no first option of another question.
    pub fn continues_option(&self, at: usize, lines: &[&str], has_options: bool) -> bool {
        let above = at.checked_sub(1).map_or("", |above| lines[above]);
        let is_below_option = self.stem.is_none() && !self.questions.is_empty() && !above.is_empty();
        if has_options
            || self.is_listed
            || !is_below_option
            || numbered(lines[at]).0.is_some()
            || is_section(lines[at])
            || is_told(above)
        {
            return false;
        }
        let options = self.questions.last().map_or(0, |question| question.options.len());
        option_below(at, lines, &self.unlettered)
            .is_none_or(|places| places.contains(&options) && !places.contains(&0))
    }

    /// Adds the option that a line is by the letters above it and below it, though its sign is not understood.
    pub fn takes_mistyped(&mut self, at: usize, lines: &[&str], line: &str) -> bool {
        let open = self.questions.last_mut().filter(|_| self.stem.is_none());
        let below = letter_below(at, lines, &self.unlettered);
        let (Some(question), Some(below)) = (open, below) else {
            return false;
        };
        let letters: Vec<char> = question.options.iter().map(|option| option.letter).collect();
        let Some((letter, text)) = close::between(line, &letters, below) else {
            return false;
        };
        let places = vec![letters.len()];
        let is_bare = text.is_empty();
        let text = if is_bare { line } else { text };
        let is_before = ticked(line).0;
        let sign = question.options[0].sign;
        question
            .options
            .extend(Lettering::new(places, letter, sign, is_before, text, line));
        let number = self.numbers[at];
        match is_bare {
            true => self.unclear(number, format!("`{line}` is an option without words")),
            false => self.noted.push((number, close::odd(line))),
        }
        true
    }

    /// Tells of a line that goes on with an option and may be the next one. Where the next one stands below, it is text;
    /// else nobody knows.
    pub fn note_like_option(&mut self, at: usize, lines: &[&str], line: &str) {
        let options = self
            .questions
            .last()
            .map_or(&[][..], |question| &question.options);
        let letters: Vec<char> = options.iter().map(|option| option.letter).collect();
        if !close::may_follow(line, &letters) {
            return;
        }
        let number = self.numbers[at];
        match option_below(at, lines, &self.unlettered) {
            Some(_) => {
                let what = format!(
                    "`{line}` is read as words of the option above it; an option of its own is written like the others"
                );
                self.noted.push((number, what));
            }
            None => self.unclear(
                number,
                format!("`{line}` may be an option, or words of the one above it; write it like the others"),
            ),
        }
    }

    pub fn continue_option(&mut self, number: usize, text: &str, look: Look) {
        let question = self.questions.len().saturating_sub(1);
        let Some(options) = self.questions.last_mut().map(|question| &mut question.options) else {
            return;
        };
        let place = options.len().saturating_sub(1);
        if let Some(option) = options.last_mut() {
            self.joined.push(Joined {
                at: (question, place),
                line: (number, text.to_owned()),
                before: option.clone(),
            });
            let (text, is_ticked) = without_tick(text);
            option.text = format!("{} {text}", option.text);
            option.is_ticked |= is_ticked;
            option.look = option.look.and(look);
        }
    }

    /// Takes lines off the last option of a question again that are a wish or a heading. Where the last options of a file
    /// stand on one line else, another line that begins a sentence leaves its question unclear. Of what stays with a
    /// short option it is told.
    pub fn part_headings(&mut self) {
        let is_last = |joined: &Joined| joined.at.1 + 1 == self.questions[joined.at.0].options.len();
        let last: Vec<usize> = (0..self.joined.len())
            .filter(|at| is_last(&self.joined[*at]))
            .collect();
        let mut questions: Vec<usize> = last.iter().map(|at| self.joined[*at].at.0).collect();
        questions.dedup();
        let are_usual = questions.len() > 1 && questions.len() * FEW > self.questions.len();
        let mut kept = Vec::new();
        for question in questions {
            let of_it: Vec<usize> = last
                .iter()
                .copied()
                .filter(|at| self.joined[*at].at.0 == question)
                .collect();
            let heading = of_it.iter().position(|at| is_heading(&self.joined[*at].line.1));
            let words = &of_it[..heading.unwrap_or(of_it.len())];
            if let Some(unsure) = words.iter().find(|at| self.joined[**at].is_unsure())
                && !are_usual
            {
                let (number, line) = &self.joined[*unsure].line;
                let what = format!(
                    "`{line}` may go on with the option above it, or be none of it; write the option in one line, or \
                     leave a line empty below it"
                );
                self.questions[question].unclear.get_or_insert((*number, what));
                continue;
            }
            // Of a question that is left out it is told already.
            if self.questions[question].unclear.is_none() {
                kept.extend(words.iter().copied().filter(|at| self.joined[*at].is_short()));
            }
            if let Some(heading) = heading {
                let joined = &self.joined[of_it[heading]];
                self.questions[question].options[joined.at.1] = joined.before.clone();
                let passed = of_it[heading..].iter().map(|at| self.joined[*at].line.clone());
                self.passed.extend(passed);
            }
        }
        self.tell_of_joined(&kept);
    }

    /// Tells of lines that stay with the last option above them.
    fn tell_of_joined(&mut self, kept: &[usize]) {
        let (named, more) = kept.split_at(kept.len().min(NAMED));
        for at in named {
            let (number, line) = &self.joined[*at].line;
            let what = format!("`{line}` is read as words of the option above it");
            self.noted.push((*number, what));
        }
        if let Some(first) = more.first() {
            let what = match more.len() {
                1 => "this line is read so, too".to_owned(),
                lines => format!(
                    "this line and {} more below last options are read so, too",
                    lines - 1
                ),
            };
            self.noted.push((self.joined[*first].line.0, what));
        }
    }
}

impl Joined {
    /// Whether nobody can tell if the line is of the option: it begins like a sentence, and the option is too short to
    /// have been broken there.
    fn is_unsure(&self) -> bool {
        let first = self.line.1.chars().next();
        let begins = first.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit());
        begins && self.is_short()
    }

    /// Whether the option is too short to have been broken where the line begins.
    fn is_short(&self) -> bool {
        self.before.text.chars().count() < LONG
    }
}

/// Whether a line is a wish, a heading or a note of the teacher, by its words or its form.
fn is_heading(line: &str) -> bool {
    let line = line.to_lowercase();
    let begins = HEADINGS.iter().any(|words| line.starts_with(words));
    let holds = WITHIN.iter().any(|words| line.contains(words));
    begins
        || holds
        || line.ends_with(['!', ':'])
        || line.contains("__")
        || is_points(&line)
        || is_margin(&line)
}

/// `(5 балл)`, `/ 10 points`: what a question counts, in small letters.
fn is_points(line: &str) -> bool {
    let words = line.split(|sign: char| !sign.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_unit = |word: &str| POINTS.iter().any(|unit| word.starts_with(unit));
    match (words.next(), words.next(), words.next()) {
        (Some(number), Some(unit), None) => is_figure(number) && is_unit(unit),
        _ => false,
    }
}

/// What stands at the edge of a page: its number, `- 2 -`, or where the text comes from.
fn is_margin(line: &str) -> bool {
    let is_rule = |sign: char| "-–—*=~•".contains(sign);
    let is_number =
        line.starts_with(is_rule) && line.ends_with(is_rule) && !line.contains(char::is_alphabetic);
    is_number || line.starts_with(['©', '®']) || line.starts_with("www.") || line.contains("://")
}
