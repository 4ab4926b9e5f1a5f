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

    /// Takes lines off the last option of a question again that are most likely no words of it, such as a wish at the
    /// end or a heading: they begin a sentence, and the last options of the file stand on one line else.
    pub fn part_headings(&mut self) {
        let is_last = |joined: &Joined| joined.at.1 + 1 == self.questions[joined.at.0].options.len();
        let last: Vec<usize> = (0..self.joined.len())
            .filter(|at| is_last(&self.joined[*at]))
            .collect();
        let mut questions: Vec<usize> = last.iter().map(|at| self.joined[*at].at.0).collect();
        questions.dedup();
        if self.questions.len() < FEW || questions.len() * FEW > self.questions.len() {
            return;
        }
        for question in questions {
            let begins = |joined: &Joined| {
                let first = joined.line.1.chars().next();
                first.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
            };
            let of_it = || last.iter().filter(|at| self.joined[**at].at.0 == question);
            let Some(first) = of_it().find(|at| begins(&self.joined[**at])).copied() else {
                continue;
            };
            let passed: Vec<(usize, String)> = of_it()
                .filter(|at| **at >= first)
                .map(|at| self.joined[*at].line.clone())
                .collect();
            let joined = &self.joined[first];
            self.questions[question].options[joined.at.1] = joined.before.clone();
            self.passed.extend(passed);
        }
    }
}
