//! Carries out what is planned for a document: its text is kept, the decks are written.

use std::path::Path;

use suraq::decks::CardId;
use suraq::decks::DeckId;
use suraq::decks::save::save;
use suraq::progress::KeptDocument;

use crate::app::App;
use crate::cards::deeds;
use crate::cards::evidence;
use crate::content::catalogue::Catalogue;
use crate::content::drafting::Drawn;
use crate::content::planning::Part;
use crate::content::planning::Wish;
use crate::content::planning::plan;
use crate::inbox::Contradicted;
use crate::report::Failure;

/// What became of a document.
#[derive(Debug)]
pub struct Put {
    /// Its deck; where every question was asked elsewhere already, that one.
    pub deck: DeckId,
    /// The deck was made for it.
    pub is_new: bool,
    /// Questions that came in.
    pub new: usize,
    /// Questions that took new content.
    pub changed: usize,
    /// Questions that are no longer asked.
    pub retired: usize,
    /// Questions that were there and stay as they are.
    pub same: usize,
    /// Questions that a person deleted, and that stay away.
    pub deleted: usize,
    /// Questions that rest on one more document.
    pub seconded: usize,
    /// Other decks that ask some of it.
    pub others: Vec<DeckId>,
    /// Drafts that were accepted at once.
    pub accepted: usize,
    /// Files are different: a step for `undo`.
    pub is_step: bool,
    /// What came in and contradicts what is studied or waits.
    pub contradictions: Vec<(CardId, Contradicted)>,
    /// Cards that are studied and whose sentence is gone.
    pub unsupported: Vec<CardId>,
    /// Cards that are studied and whose answer changed with the document: before and after.
    pub answers: Vec<(CardId, String, String)>,
}

/// Keeps the document's text and brings its drafts into decks; one step for `undo`.
///
/// What a person did with earlier drafts of it stays. Without drafts no deck is made: `None`.
pub fn put(
    app: &mut App,
    catalogue: &mut Catalogue,
    drawn: &mut Drawn,
    wish: &Wish,
) -> Result<Option<Put>, Failure> {
    let Some(mut plan) = plan(app, catalogue, drawn, wish)? else {
        return Ok(None);
    };
    keep_text(app, drawn)?;
    let files: Vec<_> = plan
        .parts
        .iter()
        .flat_map(|part| [part.file.path().to_owned(), part.file.base_path()])
        .collect();
    deeds::change(app, &format!("add {}", drawn.title()), &files, |_| {
        for part in plan.parts.iter_mut().filter(|part| part.differs()) {
            part.file.save_merged(&part.merged)?;
        }
        Ok(())
    })?;
    for part in &plan.parts {
        catalogue.note(&part.merged, drawn);
    }
    let Some(own) = plan.parts.first() else {
        return Ok(None);
    };
    let others = plan.parts[1..].iter().map(|part| part.deck().clone());
    Ok(Some(Put {
        deck: own.deck().clone(),
        is_new: own.is_new,
        new: plan.count(|part| part.merged.changes.new.len()),
        changed: plan.count(|part| part.merged.changes.changed.len()),
        retired: plan.count(|part| part.merged.changes.retired.len()),
        same: plan.count(|part| part.merged.changes.same),
        deleted: plan.count(|part| part.merged.changes.deleted),
        seconded: plan.count(|part| part.merged.changes.seconded.len()),
        accepted: plan.count(|part| part.accepted),
        is_step: plan.parts.iter().any(Part::differs),
        others: others.collect(),
        contradictions: plan.contradictions,
        unsupported: plan.unsupported,
        answers: plan.answers,
    }))
}

/// The text evidence is shown from, and what is known of it.
fn keep_text(app: &mut App, drawn: &Drawn) -> Result<(), Failure> {
    let document = &drawn.document;
    let path = evidence::file_of(&app.paths.documents(), &document.id.0);
    if !holds(&path, &document.text) {
        save(&path, document.text.as_bytes())?;
    }
    let source = drawn.source();
    let before = app
        .store()?
        .document(&document.id.0)?
        .and_then(|kept| kept.origin);
    let still_there = before.clone().filter(|origin| Path::new(origin).exists());
    let kept = KeptDocument {
        hash: document.id.0.clone(),
        title: Some(source.title),
        date: source.date.map(|date| date.to_string()),
        publisher: source.publisher,
        // A copy under another name does not take the place of the file it was read from first.
        origin: still_there.or_else(|| drawn.origin()).or(before),
        language: Some("en".to_owned()),
        added: 0,
    };
    let now = app.now();
    Ok(app.store()?.keep_document(&kept, now)?)
}

fn holds(path: &Path, text: &str) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes())
}
