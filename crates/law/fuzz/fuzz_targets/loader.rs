//! Any text as a pack file: the loader gives a library or problems, and never panics, hangs or grows without end.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(problems) = nep_law::Library::from_files([("fuzz.toml", text)]) {
        for problem in problems.problems() {
            assert!(problem.line > 0 && problem.column > 0, "{problem}");
            assert!(!problem.hint.is_empty(), "{problem}");
        }
    }
});
