//! Text as it may stand in a page.

use std::fmt::Display;

pub use suraq::quiz::print::escaped;

/// Returns the head and body of a whole page.
pub fn document(lang: &str, title: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"/page.css\">\n{head}</head>\n{body}</html>\n",
        escaped(lang),
        escaped(title)
    )
}

/// Returns an element that holds a text of the quiz or of a pupil: in its language, in the direction of its
/// letters.
pub fn text(tag: &str, class: &str, lang: &str, text: &str) -> String {
    let lang = match lang {
        "" => String::new(),
        lang => format!(" lang=\"{}\"", escaped(lang)),
    };
    format!(
        "<{tag} class=\"{class}\"{lang} dir=\"auto\">{}</{tag}>",
        escaped(text)
    )
}

/// Returns a form of one button that posts one hidden value, or none.
pub fn button(action: &str, class: &str, hidden: Option<(&str, usize)>, says: &str) -> String {
    let hidden = hidden.map_or(String::new(), |(name, value)| {
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
    });
    let class = match class {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    };
    format!(
        "<form method=\"post\" action=\"{action}\">{hidden}<button{class}>{}</button></form>",
        escaped(says)
    )
}

/// Returns a bar that is filled for `part` of `whole`; what it shows stands beside it as a number.
pub fn bar(part: usize, whole: usize) -> String {
    let filled = part * 100 / whole.max(1);
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect width=\"{filled}\" height=\"8\"></rect></svg>"
    )
}

/// Returns a text with its gaps filled, and escaped.
pub fn filled(text: &str, values: &[&dyn Display]) -> String {
    let mut parts = text.split("{}");
    let mut filled = parts.next().unwrap_or("").to_owned();
    for (part, value) in parts.zip(values) {
        filled.push_str(&value.to_string());
        filled.push_str(part);
    }
    escaped(&filled)
}

/// Returns minutes and seconds, begun seconds as whole ones.
pub fn clock(milliseconds: u32) -> String {
    let seconds = milliseconds.div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Returns a value as JSON that may stand inside a `script` element.
pub fn data(id: &str, value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"{id}\">{json}</script>\n")
}

#[cfg(test)]
mod tests {
    use super::clock;
    use super::data;
    use super::escaped;
    use super::filled;

    #[test]
    fn what_is_dangerous_becomes_text() {
        assert_eq!(escaped("<b a='\"&"), "&lt;b a=&#39;&quot;&amp;");
        assert_eq!(escaped("a\u{7}\nb"), "a\nb");
        assert!(!data("x", &"</script>").contains("</script>\""));
    }

    #[test]
    fn gaps_are_filled_in_order() {
        assert_eq!(filled("{} of {}", &[&3, &"<m>"]), "3 of &lt;m&gt;");
        assert_eq!(filled("none", &[&3]), "none");
    }

    #[test]
    fn a_begun_second_is_a_second() {
        assert_eq!(
            [0, 1, 18_000, 61_001].map(clock),
            ["0:00", "0:01", "0:18", "1:02"]
        );
    }
}
