"""Digital objects as the public gets them: pictures in sizes, PDFs, recordings, text; nothing but pixels and words left."""
