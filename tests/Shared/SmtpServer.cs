using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VisionZero.Tests;

/// <summary>A message as the server took it: envelope and raw text.</summary>
public sealed record TakenMessage(string From, IReadOnlyList<string> To, string Raw);

/// <summary>
/// A mail server on this machine that takes every message, unless a recipient is given another answer; it speaks just
/// enough SMTP (RFC 5321) for a client that sends.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, string> _answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<TakenMessage> _taken = new();
    private readonly ConcurrentQueue<string> _named = new();
    private readonly Task _serving;

    /// <summary>Starts on a port of its own.</summary>
    public SmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Answer to the end of a message, where it is not taken.</summary>
    public string? AnswerToContent { get; set; }

    /// <summary>Whether the line is cut as soon as a message is taken, before the client can say goodbye.</summary>
    public bool HangsUp { get; set; }

    /// <summary>Answers a recipient in this way from now on, <c>450 4.2.1 later</c> say.</summary>
    public void Answer(string recipient, string answer) => _answers[recipient] = answer;

    /// <summary>Takes what is for the recipient again.</summary>
    public void Accept(string recipient) => _answers.TryRemove(recipient, out _);

    /// <summary>What was taken for a recipient.</summary>
    public IReadOnlyList<TakenMessage> For(string recipient) => [.. _taken.Where(m => m.To.Contains(recipient, StringComparer.OrdinalIgnoreCase))];

    /// <summary>How often a recipient was named, taken or not.</summary>
    public int Tries(string recipient) => _named.Count(n => string.Equals(n, recipient, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = TalkAsync(client);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var ends = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 post.example ESMTP");
            var from = "";
            var to = new List<string>();
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO" or "HELO":
                        await writer.WriteLineAsync("250-post.example\r\n250-8BITMIME\r\n250 SIZE 20000000");
                        break;
                    case "MAIL":
                        (from, to) = (Address(line), []);
                        await writer.WriteLineAsync("250 2.1.0 Ok");
                        break;
                    case "RCPT":
                        await writer.WriteLineAsync(Recipient(Address(line), to));
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        if (!await TakeAsync(reader, writer, from, [.. to]))
                        {
                            return;
                        }

                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 2.0.0 Bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 2.0.0 Ok");
                        break;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left, or the test is over.
        }
    }

    private string Recipient(string address, List<string> to)
    {
        _named.Enqueue(address);
        if (_answers.TryGetValue(address, out var answer))
        {
            return answer;
        }

        to.Add(address);
        return "250 2.1.5 Ok";
    }

    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer, string from, IReadOnlyList<string> to)
    {
        var raw = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
        {
            raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        if (AnswerToContent is { } refusal)
        {
            await writer.WriteLineAsync(refusal);
            return true;
        }

        _taken.Enqueue(new TakenMessage(from, to, raw.ToString()));
        await writer.WriteLineAsync("250 2.0.0 Ok: queued");
        return !HangsUp;
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
