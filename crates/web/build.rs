//! Says what to do when the front-end assets are not built yet.

fn main() {
    let manifest = std::path::Path::new("../../web/dist/manifest.json");
    println!("cargo:rerun-if-changed={}", manifest.display());
    if !manifest.exists() {
        println!("cargo:error=the front-end assets are missing: run `make assets` first");
        std::process::exit(1);
    }
}
