//! The page where a pupil joins, and the one that says that a phone reaches the host.

use suraq::live::names::MOST_CHARACTERS;

use super::html;
use super::html::escaped;
use super::html::filled;
use super::words;
use super::words::Joining;
use super::words::LANGUAGES;

/// Why somebody could not join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No quiz has this code.
    WrongCode,
    /// The teacher lets nobody in.
    Locked,
    /// As many as may are in.
    Full,
    /// Nobody has this rejoin code.
    WrongRejoin,
    /// Too many tried in too little time.
    Busy,
    /// Sent out for good.
    Banned,
}

impl Refusal {
    fn says(self, words: &'static Joining) -> &'static str {
        match self {
            Refusal::WrongCode => words.wrong_code,
            Refusal::Locked => words.locked,
            Refusal::Full => words.full,
            Refusal::WrongRejoin => words.wrong_own_code,
            Refusal::Busy => words.busy,
            Refusal::Banned => words.banned_text,
        }
    }
}

/// What is asked of somebody who joins, beside the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Their name.
    Name,
    /// The name of the team that their phone answers for.
    Team,
    /// Nothing: names are not kept, so none goes over the air either.
    Nothing,
}

/// Returns the page to join; `code` is empty where it has to be typed, and `typed` is the name that was.
pub fn join(lang: &str, code: &str, typed: &str, asks: Asks, refusal: Option<Refusal>) -> String {
    let (words, lang) = words::of::<Joining>(lang);
    let refused = refusal.map_or(String::new(), |refusal| {
        format!(
            "<p class=\"refused\" role=\"alert\">{}</p>",
            escaped(refusal.says(words))
        )
    });
    let code = format!(
        "<label for=\"code\">{}</label><input id=\"code\" name=\"code\" value=\"{}\" required inputmode=\"numeric\" \
         maxlength=\"7\" autocomplete=\"off\" aria-describedby=\"code-hint\"><p class=\"hint\" id=\"code-hint\">{}</p>",
        escaped(words.code),
        escaped(code),
        escaped(words.code_hint)
    );
    let name = match asks {
        Asks::Name => name(words.name, words.name_hint, typed),
        Asks::Team => name(words.team, words.team_hint, typed),
        Asks::Nothing => format!("<p>{}</p>", escaped(words.no_names)),
    };
    let body = format!(
        "<body>\n<main>\n<h1>{}</h1>\n{refused}<form class=\"join\" method=\"post\" action=\"/join\">\n{code}\n{name}\n\
         {}\n{}\n<button class=\"main\">{}</button>\n</form>\n<p class=\"hint\">{}</p>\n</main>\n</body>\n",
        escaped(words.join),
        rejoin(refusal, words),
        languages(lang, words),
        escaped(words.enter),
        escaped(words.privacy)
    );
    html::document(lang, words.join, "", &body)
}

fn name(asks: &str, hint: &str, typed: &str) -> String {
    format!(
        "<label for=\"name\">{}</label><input id=\"name\" name=\"name\" value=\"{}\" maxlength=\"{MOST_CHARACTERS}\" dir=\"auto\" \
         autocomplete=\"nickname\" autocapitalize=\"words\" spellcheck=\"false\" aria-describedby=\"name-hint\">\
         <p class=\"hint\" id=\"name-hint\">{}</p>",
        escaped(asks),
        escaped(typed),
        filled(hint, &[&MOST_CHARACTERS])
    )
}

/// The way back for who was in, folded away unless it has just failed.
fn rejoin(refusal: Option<Refusal>, words: &Joining) -> String {
    let open = if refusal == Some(Refusal::WrongRejoin) {
        " open"
    } else {
        ""
    };
    format!(
        "<details{open}><summary>{}</summary><label for=\"rejoin\">{}</label>\
         <input id=\"rejoin\" name=\"rejoin\" maxlength=\"12\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"></details>",
        escaped(words.been),
        escaped(words.own_code)
    )
}

fn languages(lang: &str, words: &Joining) -> String {
    let choices: String = LANGUAGES
        .iter()
        .map(|(code, name)| {
            let checked = if *code == lang { " checked" } else { "" };
            format!(
                "<label lang=\"{code}\"><input type=\"radio\" name=\"lang\" value=\"{code}\"{checked}> {name}</label>"
            )
        })
        .collect();
    format!(
        "<fieldset class=\"languages\"><legend>{}</legend>{choices}</fieldset>",
        escaped(words.language)
    )
}

/// Returns the page that says that a phone reaches the host.
pub fn check(lang: &str) -> String {
    let (words, lang) = words::of::<Joining>(lang);
    let body = format!(
        "<body>\n<main>\n<h1><span aria-hidden=\"true\">✓ </span>{}</h1>\n<p>{}</p>\n</main>\n</body>\n",
        escaped(words.works),
        escaped(words.works_text)
    );
    html::document(lang, words.works, "", &body)
}
