//! Questions drawn for a class that answers by choosing.

use std::collections::BTreeMap;

use suraq::quiz::Question;
use suraq::quiz::blueprint;
use suraq::quiz::blueprint::Candidate;
use suraq::session::StudyCard;

use crate::app::App;
use crate::cards::choice;
use crate::cards::choice::Chosen;
use crate::report::Failure;
use crate::study;
use crate::study::draw;

/// Questions that were drawn.
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
pub fn draw(app: &mut App, query: &[String], number: usize) -> Result<Drawn, Failure> {
    let query = choice::query(app, query)?;
    let chosen = draw::drawn(app, &query, false)?;
    let ids: Vec<String> = chosen.iter().map(|chosen| chosen.card.to_string()).collect();
    let decks = app.decks_on()?;
    let cards = study::cards(app.shelf()?, &decks, &ids)?;
    let by_id: BTreeMap<&str, &StudyCard> = cards.iter().map(|card| (card.id.as_str(), card)).collect();
    let meant = chosen.iter().zip(&ids);
    let meant = meant.filter_map(|(chosen, id)| Some((chosen, *by_id.get(id.as_str())?)));
    let meant: Vec<(&Chosen, &StudyCard, Question)> = meant
        .map(|(chosen, card)| {
            (
                chosen,
                card,
                Question::new(&card.id, &card.item, card.source.clone()),
            )
        })
        .collect();
    let (fitting, written): (Vec<_>, Vec<_>) = meant
        .into_iter()
        .partition(|(_, _, question)| question.options().len() > 1);
    if fitting.is_empty() {
        let failure = draw::none_fits(app, &query);
        return Err(match written.is_empty() {
            true => failure,
            false => Failure::usage("no card fits: all of them are answered by writing")
                .hint("ask those on paper: {suraq}paper QUERY --written"),
        });
    }
    let candidates: Vec<Candidate> = fitting.iter().map(candidate).collect();
    let places = blueprint::draw(&candidates, number, app.seed());
    let title = title(places.iter().map(|place| fitting[*place].1.deck.as_str()));
    Ok(Drawn {
        title,
        questions: places.iter().map(|place| fitting[*place].2.clone()).collect(),
        written: written.len(),
        fitting: fitting.len(),
    })
}

fn candidate((chosen, card, question): &(&Chosen, &StudyCard, Question)) -> Candidate {
    let fact = chosen.row.fact.as_ref().map(|fact| format!("#{fact}"));
    let rests_on = fact.unwrap_or_else(|| chosen.row.item.0.clone());
    Candidate {
        card: card.id.clone(),
        stem: card.item.stem.clone(),
        key: question.right(),
        options: question.options().to_vec(),
        rests_on: format!("{}/{rests_on}", chosen.row.deck),
        topic: format!(
            "{}/{}",
            chosen.row.deck,
            chosen.row.tags.first().map_or("", String::as_str)
        ),
        kind: card.item.kind,
        importance: card.item.importance,
    }
}

fn title<'a>(mut decks: impl Iterator<Item = &'a str>) -> String {
    match decks.next() {
        Some(first) if decks.all(|deck| deck == first) => first.to_owned(),
        _ => "Quiz".to_owned(),
    }
}
