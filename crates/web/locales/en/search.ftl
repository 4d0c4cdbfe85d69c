# Search.
search-title = Search
search-hint = Enter a dossier’s code, an applicant, a unit, a person’s name or staff code. Accents are not needed.
search-none = Nothing was found for “{ $words }”
search-none-text = Try fewer letters or check the code. Only what is in your reach is searched.
search-units = Units
search-people = Staff
search-dossiers = Dossiers
search-all = See all
