//! Both databases carry the same schema.

use nep_storage::testing;

#[test]
fn sqlite_and_postgres_have_the_same_tables_columns_and_indexes() {
    let (sqlite, postgres) = testing::schemas();
    let Some(postgres) = postgres else { return };
    for (a, b) in sqlite.iter().zip(&postgres) {
        assert_eq!(a, b);
    }
    assert_eq!(sqlite.len(), postgres.len());
}
