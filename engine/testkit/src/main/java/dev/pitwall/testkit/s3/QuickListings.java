package dev.pitwall.testkit.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A store of files that looks, for a listing after a name, at the files alone which it gives.
 * S3Proxy looks at all of the directory, so that a log took the square of its length in time.
 */
final class QuickListings extends ForwardingBlobStore {
  private static final List<String> OWN = List.of(".mpus-", ".s3proxy-");

  private final Path root;

  QuickListings(BlobStore files, Path root) {
    super(files);
    this.root = root;
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    Path directory = root.resolve(request.bucket()).resolve(String.valueOf(request.prefix()));
    boolean isQuick =
        request.startAfter() != null
            && request.continuationToken() == null
            && "/".equals(request.delimiter())
            && request.prefix() != null
            && request.prefix().endsWith("/")
            && Files.isDirectory(directory);
    return isQuick ? list(request, directory) : super.list(request);
  }

  private ListObjectsV2Response list(ListObjectsV2Request request, Path directory) {
    List<String> keys = keys(request, directory);
    if (keys.size() > request.maxKeys()
        || keys.stream()
            .map(root.resolve(request.bucket())::resolve)
            .anyMatch(Files::isDirectory)) {
      return super.list(request);
    }
    List<S3Object> objects = new ArrayList<>();
    for (String key : keys) {
      try {
        objects.add(object(key, blobMetadata(head(request.bucket(), key))));
      } catch (NoSuchKeyException e) {
        continue; // it went meanwhile
      }
    }
    return ListObjectsV2Response.builder().contents(objects).isTruncated(false).build();
  }

  private static List<String> keys(ListObjectsV2Request request, Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> OWN.stream().noneMatch(name::startsWith))
          .map(name -> request.prefix() + name)
          .filter(key -> key.compareTo(request.startAfter()) > 0)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HeadObjectRequest head(String bucket, String key) {
    return HeadObjectRequest.builder().bucket(bucket).key(key).build();
  }

  private static S3Object object(String key, HeadObjectResponse head) {
    return S3Object.builder()
        .key(key)
        .size(head.contentLength())
        .eTag(head.eTag())
        .lastModified(head.lastModified())
        .build();
  }
}
