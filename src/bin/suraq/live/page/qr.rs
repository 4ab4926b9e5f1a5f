//! An address as a picture for the cameras of phones.

use qrcode::Color;
use qrcode::QrCode;

use super::html::escaped;

/// Free modules around the code, as its standard wants.
const MARGIN: usize = 4;

/// Returns an address as a QR code in SVG, dark on light in every theme; nothing where it is too long.
pub fn svg(address: &str) -> String {
    let Ok(code) = QrCode::new(address.as_bytes()) else {
        return String::new();
    };
    let width = code.width();
    let mut path = String::new();
    for (row, colours) in code.to_colors().chunks(width).enumerate() {
        for (from, length) in dark_runs(colours) {
            path.push_str(&format!(
                "M{} {}h{length}v1h-{length}z",
                from + MARGIN,
                row + MARGIN
            ));
        }
    }
    let side = width + 2 * MARGIN;
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR: {}\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>",
        escaped(address)
    )
}

/// Where dark modules begin in a row, and how many stand side by side.
fn dark_runs(colours: &[Color]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (column, _) in colours
        .iter()
        .enumerate()
        .filter(|(_, colour)| **colour == Color::Dark)
    {
        match runs.last_mut() {
            Some((from, length)) if *from + *length == column => *length += 1,
            _ => runs.push((column, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_capitals_is_small_and_every_dark_module_is_drawn() {
        let address = "HTTP://192.168.100.101:7878/J/48213";
        let code = QrCode::new(address).unwrap();
        assert_eq!(code.width(), 25);
        let drawn: usize = code
            .to_colors()
            .chunks(25)
            .flat_map(dark_runs)
            .map(|(_, length)| length)
            .sum();
        assert_eq!(
            drawn,
            code.to_colors()
                .iter()
                .filter(|colour| **colour == Color::Dark)
                .count()
        );
        assert!(svg(address).len() < 5000);
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert_eq!(svg(&"x".repeat(5000)), "");
    }
}
