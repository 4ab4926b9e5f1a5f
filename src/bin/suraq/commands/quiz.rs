//! `quiz`: some questions for a score; the schedule stays unless it is asked to move.

use clap::Args;
use suraq::decks::nearest;
use suraq::items::Kind;
use suraq::items::kind::KINDS_BY_NUMBER;
use suraq::session::Mode;

use super::Group;
use super::Verb;
use super::home;
use crate::app::App;
use crate::cards::choice;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::sitting;
use crate::study::draw;

/// Which questions.
#[derive(Args, Debug)]
pub struct Quiz {
    /// Only the cards this query means
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// How many questions
    #[arg(short = 'n', long = "number", value_name = "N", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(1..=1000))]
    number: u32,
    /// Only these kinds of question, such as when,how-many
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// Let the answers move the schedule
    #[arg(long)]
    rate: bool,
    /// As the cards stand in their decks, not shuffled
    #[arg(long)]
    in_order: bool,
}

impl Verb for Quiz {
    const NAME: &'static str = "quiz";
    const GROUP: Group = Group::Daily;
    const ABOUT: &'static str = "Answer some questions for a score; the schedule stays";
    const EXAMPLE: &'static str = "suraq quiz -n 5\nsuraq quiz deck:kz-soviet --kind when,how-many";

    fn run(self, app: &mut App) -> Outcome {
        sitting::check_access(app)?;
        let kinds = kinds(&self.kind)?;
        let query = choice::query(app, &self.query)?;
        let ids = draw::questions(app, &query, &kinds, self.number as usize, self.in_order)?;
        if ids.is_empty() {
            let of_other_kinds = !kinds.is_empty() && !draw::questions(app, &query, &[], 1, true)?.is_empty();
            return Err(match of_other_kinds {
                true => Failure::usage(format!(
                    "none of these cards is of the kind {}",
                    self.kind.join(" or ")
                ))
                .hint("leave --kind out, or name other kinds, as in {suraq}help find under type:X"),
                false => draw::none_fits(app, &query),
            });
        }
        let options = sitting::options(app, Mode::Quiz { rate: self.rate }, None)?;
        let ended = sitting::run(app, ids, options, "")?;
        if ended.again {
            let options = sitting::options(app, Mode::Cram, None)?;
            sitting::run(
                app,
                ended.missed,
                options,
                "the cards you missed; your schedule stays",
            )?;
        }
        home::again(app)?;
        Ok(Done::Well)
    }
}

/// Finds the kinds that words or numbers name.
pub fn kinds(words: &[String]) -> Result<Vec<Kind>, Failure> {
    words.iter().map(|word| kind(word)).collect()
}

/// Finds a kind by its word or number.
fn kind(word: &str) -> Result<Kind, Failure> {
    let known = KINDS_BY_NUMBER
        .iter()
        .find(|(_, number, slug)| *slug == word || number.eq_ignore_ascii_case(word));
    known.map(|(kind, _, _)| *kind).ok_or_else(|| {
        let slugs = KINDS_BY_NUMBER.iter().map(|(_, _, slug)| *slug);
        let failure = Failure::usage(format!("there is no kind of question `{word}`"));
        match nearest(word, slugs.clone()) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint(format!("there are {}", slugs.collect::<Vec<_>>().join(", "))),
        }
    })
}
