//! `inbox`: drafts are looked at beside their sentence, and accepted, changed or rejected.

use clap::Args;
use serde_json::json;

use super::Group;
use super::Verb;
use super::home;
use crate::app::App;
use crate::inbox;
use crate::inbox::Inbox;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::count;

/// Which drafts.
#[derive(Args, Debug)]
pub struct InboxCommand {
    /// Only drafts this query means, such as deck:NAME
    query: Vec<String>,
    /// Accept all of them without looking
    #[arg(long)]
    accept_all: bool,
}

impl Verb for InboxCommand {
    const NAME: &'static str = "inbox";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "Look at drafts beside their sentence: accept, edit or reject them";
    const EXAMPLE: &'static str = "suraq inbox\nsuraq inbox deck:my-book --accept-all";

    fn run(self, app: &mut App) -> Outcome {
        let mut inbox = Inbox::open(app, &self.query)?;
        if self.accept_all {
            return accept_all(app, &inbox);
        }
        if app.json {
            return list(app, &mut inbox);
        }
        if inbox.len() == 0 {
            tell_empty(app, self.query.is_empty());
            return Ok(Done::Well);
        }
        let ended = match app.screen.plain {
            true => inbox::run_plain(app, &mut inbox),
            false => inbox::run_drawn(app, &mut inbox),
        };
        app.screen.text(&inbox.summary(app));
        ended?;
        home::again(app)?;
        Ok(Done::Well)
    }
}

fn tell_empty(app: &App, all: bool) {
    match all {
        true => app.screen.text(&format!(
            "No draft waits. Add a document: {}add FILE",
            app.prefix()
        )),
        false => app.screen.text("No draft that waits fits this query."),
    }
}

fn accept_all(app: &mut App, inbox: &Inbox) -> Outcome {
    let (accepted, waiting) = inbox::accept_all(app, inbox)?;
    let text = match (accepted, waiting) {
        (0, 0) => "No draft waits.".to_owned(),
        (0, _) => "None was accepted.".to_owned(),
        _ => format!(
            "{}. Study them: {}review    {}",
            count(accepted, "draft accepted", "drafts accepted"),
            app.prefix(),
            app.undo_hint()
        ),
    };
    app.answer(&json!({ "accepted": accepted, "waiting": waiting }), &text);
    if waiting > 0 {
        app.screen.remark(&format!(
            "{} for you to choose: {}inbox",
            count(
                waiting,
                "draft contradicts others and waits",
                "drafts contradict others and wait"
            ),
            app.prefix()
        ));
    }
    Ok(Done::Well)
}

fn list(app: &mut App, inbox: &mut Inbox) -> Outcome {
    while let Some((card, asked)) = inbox.asked(app)? {
        let evidence = asked.fact.as_ref().and_then(|fact| fact.evidence.first());
        let quote = evidence.map(|evidence| evidence.quote.as_str());
        let against = inbox.contradicted(app, &card)?;
        let line = inbox::draft_json(&card, &asked, quote, &against);
        app.screen.line(&line.to_string());
        inbox.pass();
    }
    Ok(Done::Well)
}
