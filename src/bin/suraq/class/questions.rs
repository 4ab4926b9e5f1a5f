//! Questions that may be drawn for a class, and those that are.

use std::collections::BTreeMap;

use suraq::answers::short_names;
use suraq::decks::query::Query;
use suraq::quiz::Paper;
use suraq::quiz::Question;
#[cfg(feature = "live")]
use suraq::quiz::blueprint;
use suraq::quiz::blueprint::Candidate;
#[cfg(feature = "live")]
use suraq::quiz::print::Language;
use suraq::session::StudyCard;

use crate::app::App;
#[cfg(feature = "live")]
use crate::cards::choice;
use crate::cards::choice::Chosen;
use crate::report::Failure;
use crate::study;
use crate::study::draw;

/// A card that may be asked, and its question.
pub struct Meant {
    /// Its place on the shelf, with its tags.
    pub chosen: Chosen,
    /// The card.
    pub card: StudyCard,
    /// What a class is asked.
    pub question: Question,
}

impl Meant {
    /// Returns it as the drawing wants it, for a paper: the class reads no explanation.
    pub fn candidate(&self) -> Candidate {
        let (row, item) = (&self.chosen.row, &self.card.item);
        let fact = row.fact.as_ref().map(|fact| format!("#{fact}"));
        let rests_on = fact.unwrap_or_else(|| row.item.0.clone());
        Candidate {
            card: self.card.id.clone(),
            stem: item.stem.clone(),
            key: self.question.right(),
            short: short_names(item),
            options: self.question.options().to_vec(),
            said: String::new(),
            rests_on: format!("{}/{rests_on}", row.deck),
            topic: format!("{}/{}", row.deck, row.tags.first().map_or("", String::as_str)),
            kind: item.kind,
            importance: item.importance,
        }
    }
}

impl Meant {
    /// Returns it so that nothing stands against it: it is drawn whatever the others are.
    pub fn candidate_alone(&self) -> Candidate {
        Candidate {
            key: String::new(),
            short: Vec::new(),
            rests_on: self.card.id.clone(),
            ..self.candidate()
        }
    }
}

/// Returns the cards that `query` means, in an order drawn by the seed.
pub fn meant(app: &mut App, query: &Query) -> Result<Vec<Meant>, Failure> {
    let chosen = draw::drawn(app, query, false)?;
    let ids: Vec<String> = chosen.iter().map(|chosen| chosen.card.to_string()).collect();
    let decks = app.decks_on()?;
    let cards = study::cards(app.shelf()?, &decks, &ids)?;
    let mut by_id: BTreeMap<String, StudyCard> =
        cards.into_iter().map(|card| (card.id.clone(), card)).collect();
    let of = |(chosen, id): (Chosen, &String)| {
        let card = by_id.remove(id)?;
        let question = Question::new(&card.id, &card.item, card.source.clone());
        Some(Meant {
            chosen,
            card,
            question,
        })
    };
    Ok(chosen.into_iter().zip(&ids).filter_map(of).collect())
}

/// Returns the title of the questions at `places`: the deck's where all are of one deck, `otherwise` where not.
pub fn title(meant: &[Meant], places: &[usize], otherwise: &str) -> String {
    let mut decks = places.iter().map(|place| &meant[*place].card.deck);
    match decks.next() {
        Some(first) if decks.all(|deck| deck == first) => first.clone(),
        _ => otherwise.to_owned(),
    }
}

/// Questions that were drawn.
#[cfg(feature = "live")]
pub struct Drawn {
    /// The deck's title where all are of one deck.
    pub title: String,
    /// What is asked.
    pub questions: Vec<Question>,
    /// How many of the cards that were meant are answered by writing.
    pub written: usize,
    /// How many could have been drawn.
    pub fitting: usize,
}

/// Draws up to `number` questions with options from the cards that `query` means, spread over topics and
/// kinds; none gives the answer of another away.
#[cfg(feature = "live")]
pub fn draw(app: &mut App, query: &[String], number: usize, language: Language) -> Result<Drawn, Failure> {
    let query = choice::query(app, query)?;
    let (fitting, written): (Vec<Meant>, Vec<Meant>) = meant(app, &query)?
        .into_iter()
        .partition(|one| one.question.options().len() > 1);
    if fitting.is_empty() {
        let failure = draw::none_fits(app, &query);
        return Err(match written.is_empty() {
            true => failure,
            false => Failure::usage("no card fits: all of them are answered by writing")
                .hint("ask those on paper: {suraq}paper QUERY --written"),
        });
    }
    let candidate = |one: &Meant| Candidate {
        // The source is the same for all questions of a document, and would shut out every key its title names.
        said: one.question.explanation.clone().unwrap_or_default(),
        ..one.candidate()
    };
    let candidates: Vec<Candidate> = fitting.iter().map(candidate).collect();
    let places = blueprint::draw(&candidates, number, app.seed());
    Ok(Drawn {
        title: title(&fitting, &places, language.quiz()),
        questions: places
            .iter()
            .map(|place| fitting[*place].question.clone())
            .collect(),
        written: written.len(),
        fitting: fitting.len(),
    })
}

/// Tells that the title names an answer, which pupils read first.
pub fn tell_title(app: &App, paper: &Paper) {
    let places = paper.named_in_title();
    if places.is_empty() {
        return;
    }
    let answers = if places.len() == 1 {
        "the answer"
    } else {
        "the answers"
    };
    app.screen.remark(&format!(
        "The title “{}” names {answers} of {}; give another one with --title.",
        paper.title,
        places.join(", ")
    ));
}
