//! A text as a code: its modules as a path, an SVG and a PNG.

use std::fmt::Write;
use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};

/// White modules around a code, as the standard demands.
const QUIET: usize = 4;
/// Points of the PNG per module at least.
const POINTS: u32 = 8;

/// A code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Painted {
    /// Modules of a side, the white ones around included.
    pub side: usize,
    /// The dark modules as a path of SVG, in modules.
    pub path: String,
    dark: Vec<bool>,
}

/// The code of a text; `None` if it is too long for one.
pub fn paint(text: &str) -> Option<Painted> {
    // More of a code may be hidden or dirty, the less is in it.
    let levels = [EcLevel::Q, EcLevel::M, EcLevel::L];
    let fits = |level: &EcLevel| {
        let code = QrCode::with_error_correction_level(text, *level).ok()?;
        // Beyond this a camera has trouble; a lower level makes fewer modules.
        (code.width() <= 101 || *level == EcLevel::L).then_some(code)
    };
    let code = levels.iter().find_map(fits)?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut dark = vec![false; side * side];
    let mut path = String::new();
    let colours = code.to_colors();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row.iter().skip(x).take_while(|colour| **colour == Color::Dark).count();
            if run == 0 {
                x += 1;
                continue;
            }
            let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            for at in x..x + run {
                if let Some(module) = dark.get_mut((y + QUIET) * side + at + QUIET) {
                    *module = true;
                }
            }
            x += run;
        }
    }
    Some(Painted { side, path, dark })
}

impl Painted {
    /// As an SVG, dark on white whatever it is laid on.
    pub fn svg(&self) -> String {
        let Self { side, path, .. } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>\n"
        )
    }

    /// As a PNG; `None` if it cannot be written.
    pub fn png(&self) -> Option<Vec<u8>> {
        let side = u32::try_from(self.side).ok()?;
        let picture = GrayImage::from_fn(side * POINTS, side * POINTS, |x, y| {
            let at = (y / POINTS) as usize * self.side + (x / POINTS) as usize;
            Luma([if self.dark.get(at) == Some(&true) { 0 } else { 255 }])
        });
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, ImageFormat::Png).ok()?;
        Some(out.into_inner())
    }
}
