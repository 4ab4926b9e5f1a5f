//! Charts as SVG, drawn in signal colours that the page replaces by those of day or night.

use std::collections::BTreeMap;
use std::error::Error;

use plotters::chart::ChartBuilder;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::drawing::IntoDrawingArea;
use plotters::element::Rectangle;
use plotters::element::Text;
use plotters::style::Color;
use plotters::style::IntoFont;
use plotters::style::RGBColor;
use plotters::style::TextStyle;
use plotters::style::text_anchor::HPos;
use plotters::style::text_anchor::Pos;
use plotters::style::text_anchor::VPos;
use plotters_svg::SVGBackend;
use suraq::schedule::StudyDay;

use crate::report::Failure;
use crate::screen::grouped;
use crate::screen::plot;
use crate::screen::plot::Bar;
use crate::screen::wrap;
use crate::study::days;
use crate::study::figures::Chart;

const INK: RGBColor = RGBColor(1, 1, 1);
const FAINT: RGBColor = RGBColor(2, 2, 2);
const LINE: RGBColor = RGBColor(3, 3, 3);
const BAR: RGBColor = RGBColor(0, 0, 0xA0);
const HEAT: [RGBColor; 5] = [
    RGBColor(0, 0xA0, 0),
    RGBColor(0, 0xA0, 1),
    RGBColor(0, 0xA0, 2),
    RGBColor(0, 0xA0, 3),
    RGBColor(0, 0xA0, 4),
];

/// Wide enough for two beside one another on a desk, and readable on a phone.
const WIDTH: u32 = 430;

/// Height of a chart of standing bars.
const HEIGHT: u32 = 230;

/// Size of letters.
const LETTERS: i32 = 14;

/// Bars with a number of their own: more would run into one another.
const NUMBERED: usize = 12;

/// Height of a bar that lies, and of a line of the name above it.
const LYING: i32 = 22;
const LINE_OF_NAME: i32 = 18;

/// Columns of a name above a bar.
const NAME: usize = 52;

/// Side of a day in the heat map.
const DAY: i32 = 14;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

type Drawn = Result<(), Box<dyn Error>>;

/// What draws a chart.
type Work<'a> = Box<dyn Fn(&Area<'_>) -> Drawn + 'a>;

/// Draws a chart; nothing where there is none, or nothing to draw.
pub fn draw(chart: &Chart) -> Result<Option<String>, Failure> {
    let (size, work): ((u32, u32), Work<'_>) = match chart {
        Chart::Words => return Ok(None),
        Chart::Standing { bars, .. } | Chart::Lying { bars, .. } if bars.is_empty() => return Ok(None),
        Chart::Standing { bars, full } => ((WIDTH, HEIGHT), Box::new(|area| standing(area, bars, *full))),
        Chart::Lying { bars, full } => {
            let height = bars.iter().map(height_of).sum::<i32>() + 6;
            ((WIDTH, height as u32), Box::new(|area| lying(area, bars, *full)))
        }
        Chart::Heat { first, last, answers } => {
            let weeks = last.days_since(*first) / 7 + 1;
            let size = (44 + weeks as u32 * DAY as u32, 24 + 7 * DAY as u32 + 8);
            (size, Box::new(|area| heat(area, *first, *last, answers)))
        }
    };
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let done = work(&area).and_then(|()| Ok(area.present()?));
        done.map_err(|error| Failure::input(format!("a chart cannot be drawn: {error}")))?;
    }
    Ok(Some(svg))
}

fn letters(colour: &RGBColor, horizontal: HPos, vertical: VPos) -> TextStyle<'static> {
    ("sans-serif", LETTERS)
        .into_font()
        .color(colour)
        .pos(Pos::new(horizontal, vertical))
}

fn standing(area: &Area<'_>, bars: &[Bar], full: Option<f64>) -> Drawn {
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let top = full.unwrap_or(most * 1.05).max(f64::MIN_POSITIVE);
    let is_share = full == Some(1.0);
    let mut chart = ChartBuilder::on(area)
        .margin_top(if bars.len() <= NUMBERED { 22 } else { 10 })
        .margin_right(6)
        .x_label_area_size(26)
        .y_label_area_size(46)
        .build_cartesian_2d(0.0..bars.len() as f64, 0.0..top)?;
    let axis = |value: &f64| match is_share {
        true => format!("{:.0} %", value * 100.0),
        false if *value >= 10_000.0 => format!("{:.0}k", value / 1000.0),
        false => format!("{value:.0}"),
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(0)
        .y_labels(if most < 5.0 && !is_share {
            most as usize + 1
        } else {
            5
        })
        .max_light_lines(0)
        .bold_line_style(LINE)
        .axis_style(LINE)
        .y_label_formatter(&axis)
        .label_style(("sans-serif", LETTERS).into_font().color(&FAINT))
        .draw()?;
    chart.draw_series(bars.iter().enumerate().map(|(index, bar)| {
        let left = index as f64;
        Rectangle::new([(left + 0.12, 0.0), (left + 0.88, bar.value)], BAR.filled())
    }))?;
    // As many names as have room, the last one always.
    let widest = bars
        .iter()
        .map(|bar| bar.label.chars().count())
        .max()
        .unwrap_or(1);
    let room = (WIDTH as usize - 60) / (widest * 8 + 10);
    let every = bars.len().div_ceil(room.max(1)).max(1);
    for (index, bar) in bars.iter().enumerate() {
        let (x, y) = chart.backend_coord(&(index as f64 + 0.5, 0.0));
        if (bars.len() - 1 - index).is_multiple_of(every) {
            let half = bar.label.chars().count() as i32 * 4;
            // A name near the edge ends there.
            let (x, horizontal) = match x + half > WIDTH as i32 {
                true => (WIDTH as i32 - 2, HPos::Right),
                false => (x, HPos::Center),
            };
            let style = letters(&FAINT, horizontal, VPos::Top);
            area.draw(&Text::new(bar.label.clone(), (x, y + 7), style))?;
        }
        if bars.len() <= NUMBERED && bar.value > 0.0 {
            let (_, y) = chart.backend_coord(&(0.0, bar.value));
            let number = match is_share {
                true => format!("{:.0}", bar.value * 100.0),
                false => grouped(bar.value as usize),
            };
            let style = letters(&INK, HPos::Center, VPos::Bottom);
            area.draw(&Text::new(number, (x, y - 4), style))?;
        }
    }
    Ok(())
}

/// Bars that lie, each under its name, which takes as many lines as it needs.
fn lying(area: &Area<'_>, bars: &[Bar], full: f64) -> Drawn {
    let room = f64::from(WIDTH) - 150.0;
    let mut top = 0;
    for bar in bars {
        let length = (bar.value / full.max(f64::MIN_POSITIVE) * room).round().max(2.0) as i32;
        for (line, name) in (0..).zip(wrap(&bar.label, NAME)) {
            let style = letters(&INK, HPos::Left, VPos::Top);
            area.draw(&Text::new(name, (0, top + 2 + line * LINE_OF_NAME), style))?;
        }
        let below = top + height_of(bar);
        area.draw(&Rectangle::new(
            [(0, below - 20), (length, below - 8)],
            BAR.filled(),
        ))?;
        let style = letters(&FAINT, HPos::Left, VPos::Center);
        area.draw(&Text::new(bar.number.clone(), (length + 8, below - 14), style))?;
        top = below;
    }
    Ok(())
}

/// Height of a bar that lies with its name.
fn height_of(bar: &Bar) -> i32 {
    wrap(&bar.label, NAME).len() as i32 * LINE_OF_NAME + LYING
}

fn heat(area: &Area<'_>, first: StudyDay, last: StudyDay, answers: &BTreeMap<StudyDay, u32>) -> Drawn {
    let most = answers.values().copied().max().unwrap_or(0);
    let (left, top) = (40, 22);
    for row in [0, 2, 4, 6] {
        let at = (left - 8, top + row * DAY + DAY / 2);
        let name = days::weekday(first.plus(i64::from(row)));
        area.draw(&Text::new(name, at, letters(&FAINT, HPos::Right, VPos::Center)))?;
    }
    let mut named = -4;
    for number in 0..=last.days_since(first) {
        let day = first.plus(number);
        let (column, row) = ((number / 7) as i32, (number % 7) as i32);
        let (x, y) = (left + column * DAY, top + row * DAY);
        let step = plot::step(answers.get(&day).copied().unwrap_or(0), most);
        let corners = [(x, y), (x + DAY - 2, y + DAY - 2)];
        area.draw(&Rectangle::new(corners, HEAT[step].filled()))?;
        let is_room = number / 7 + 2 <= last.days_since(first) / 7;
        if day.date().day() <= 7 && row == 0 && column - named >= 3 && is_room {
            named = column;
            let style = letters(&FAINT, HPos::Left, VPos::Top);
            area.draw(&Text::new(days::month(day), (x, 4), style))?;
        }
    }
    Ok(())
}
