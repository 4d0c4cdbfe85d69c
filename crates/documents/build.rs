//! Checks that the fonts set into every document are there before `rustc` looks for them,
//! so that a fresh clone is told what to do instead of being shown a macro error.

use std::{fs, path::Path, process::ExitCode};

const FONTS: [&str; 4] =
    ["Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"];

fn main() -> ExitCode {
    // Cargo runs this in the crate's folder; a path baked in at compile time would outlive a clone that shares its target.
    let folder = Path::new("../../web/dist/fonts");
    for font in FONTS {
        let path = folder.join(font);
        println!("cargo::rerun-if-changed={}", path.display());
        if fs::metadata(&path).map_or(0, |file| file.len()) == 0 {
            println!(
                "cargo::error=font `web/dist/fonts/{font}` is missing: run `make assets` first"
            );
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
