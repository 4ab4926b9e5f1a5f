//! What was read of a file, and what is told of it once all its lines are known.

use super::gathered::Gathered;
use super::keys::Told;
use super::marks;
use super::numbers::take_bare_numbers;
use super::numbers::take_close_numbers;
use super::question::Question;
use super::script::Script;
use super::types;
use crate::import::ImportError;
use crate::import::Imported;
use crate::import::written::Reading;

impl Gathered {
    pub fn finish(mut self) -> Result<Imported, ImportError> {
        self.pass_over_text();
        self.part_headings();
        // Below all questions stand wishes and names.
        let stem = self.stem.take().filter(|(_, number, _)| number.is_some());
        self.lose(stem);
        let lost: Vec<usize> = self.lost.iter().map(|(_, number)| *number).collect();
        take_bare_numbers(&mut self.questions);
        take_close_numbers(&mut self.questions, &lost);
        let mut reading = Reading::default();
        for (line, _) in &self.lost {
            reading.leave_out(*line, "no lettered options follow it");
        }
        for (line, text) in &self.passed {
            reading.note(
                *line,
                format!("`{text}` is no question and no option, and is not read"),
                false,
            );
        }
        for (line, what) in &self.noted {
            reading.note(*line, what.clone(), false);
        }
        for (line, numbers) in self.lists.spare(&self.questions, &lost) {
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            let what = format!(
                "the key has an answer for {}, and no such question is there",
                numbers.join(", ")
            );
            reading.note(line, what, false);
        }
        for line in self.lists.unread() {
            let what =
                "a list of keys begins here, and no key of it is understood; write them as in `1-B, 2-C`";
            reading.note(line, what, false);
        }
        let named = self.questions.iter().filter_map(Question::named_letter);
        let script = Script::of(self.lists.letters().chain(named));
        let mut told = self.lists.told(&self.questions, &lost);
        let mut guessed = self
            .questions
            .iter()
            .zip(&told)
            .filter_map(|(question, told)| match told {
                Told::Letter(letter) if script.is_guess(*letter, &question.options) => {
                    Some((question.line, letter))
                }
                _ => None,
            });
        if let Some((line, letter)) = guessed.next() {
            let what = format!(
                "`{letter}` in the list of keys is read as the letter it looks like, B, and no other key tells whether \
                 the third option is meant; write the letters that the options have"
            );
            reading.note(line, what, false);
        }
        marks::tick(&mut self.questions, &told);
        let by_type = types::tell(&self.questions, &mut told);
        for (question, told) in self.questions.into_iter().zip(&told) {
            question.add_to(&mut reading, told, script);
        }
        let imported = reading.finish()?;
        Ok(Imported { by_type, ..imported })
    }
}
