//! `#[db_test]`: one asynchronous test, run on SQLite and on PostgreSQL.
//!
//! ```ignore
//! #[db_test]
//! async fn a_unit_is_found_again(store: Store) { … }
//! ```
//! becomes the two tests `sqlite_a_unit_is_found_again` and `postgres_a_unit_is_found_again`. Each gets an
//! empty, migrated database of its own. Without `NEP_TEST_POSTGRES` the second fails in CI and says that it
//! was left out elsewhere.

use proc_macro::TokenStream;
use quote::{format_ident, quote};
use syn::{ItemFn, parse_macro_input};

/// Turns `async fn name(store: Store)` into one test per database.
#[proc_macro_attribute]
pub fn db_test(_attributes: TokenStream, item: TokenStream) -> TokenStream {
    let function = parse_macro_input!(item as ItemFn);
    let name = &function.sig.ident;
    let sqlite = format_ident!("sqlite_{name}");
    let postgres = format_ident!("postgres_{name}");
    quote! {
        #[test]
        fn #sqlite() {
            #function
            ::nep_storage::testing::on_sqlite(#name);
        }
        #[test]
        fn #postgres() {
            #function
            ::nep_storage::testing::on_postgres(#name);
        }
    }
    .into()
}
