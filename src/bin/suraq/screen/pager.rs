//! A long text page by page, where somebody sits at a terminal that shows less of it.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;

use super::Screen;
use super::Tone;
use super::terminal;
use super::width_of;

/// What stands below a page.
const MORE: &str = "more: Space page, Enter line, q end";

/// What a person wants to see next.
enum Next {
    Page,
    Line,
    End,
}

impl Screen {
    /// Prints lines: all at once, or page by page where a person has keys to turn them with.
    pub fn pages(&self, lines: &[String]) {
        let (columns, rows) = self.size();
        let room = rows.saturating_sub(1).max(1);
        let heights: Vec<usize> = lines.iter().map(|line| height(line, columns)).collect();
        let fits = heights.iter().sum::<usize>() <= room;
        if self.plain || !self.interactive || fits {
            lines.iter().for_each(|line| self.line(line));
            return;
        }
        let mut left = room;
        for (line, height) in lines.iter().zip(heights) {
            if left < height {
                left = match ask(self, columns) {
                    Next::Page => room,
                    Next::Line => height,
                    Next::End => return,
                };
            }
            self.line(line);
            left = left.saturating_sub(height);
        }
    }
}

fn ask(screen: &Screen, columns: usize) -> Next {
    super::print_all(&screen.tone(Tone::Faint, &screen.cut(MORE, columns.saturating_sub(1))));
    let next = loop {
        match terminal::key() {
            Ok(Some(key)) if key.modifiers.contains(KeyModifiers::CONTROL) => break Next::End,
            Ok(Some(key)) => match key.code {
                KeyCode::Char(' ') | KeyCode::PageDown => break Next::Page,
                KeyCode::Enter | KeyCode::Down => break Next::Line,
                KeyCode::Char('q' | 'Q' | 'й' | 'Й') | KeyCode::Esc => break Next::End,
                _ => {}
            },
            // Told to end, or no keys to be had.
            Ok(None) | Err(_) => break Next::End,
        }
    };
    let blanks = " ".repeat(width_of(MORE).min(columns.saturating_sub(1)));
    super::print_all(&format!("\r{blanks}\r"));
    next
}

/// How many rows a line takes; what only sets its colour takes no room.
fn height(line: &str, columns: usize) -> usize {
    let mut shown = String::new();
    let mut parts = line.split('\u{1b}');
    shown.push_str(parts.next().unwrap_or_default());
    for part in parts {
        shown.push_str(part.split_once('m').map_or("", |(_, text)| text));
    }
    width_of(&shown).div_ceil(columns.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::height;

    #[test]
    fn a_line_takes_the_rows_it_fills() {
        assert_eq!(height("", 10), 1);
        assert_eq!(height("0123456789", 10), 1);
        assert_eq!(height("0123456789a", 10), 2);
        assert_eq!(height("\u{1b}[1m0123456789\u{1b}[0m", 10), 1);
    }
}
